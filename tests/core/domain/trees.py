"""Trees in a few words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core.domain.growth import Growth, Opening, advance
from core.domain.message import Message, Role
from core.domain.policy import Policy
from core.domain.task import Kind
from core.domain.tree import State, Tree

BIRTH = datetime(2026, 11, 1, tzinfo=UTC)
ACCEPTED: Mapping[str, Any] = {"verdict": True, "reviews": 3}
REJECTED: Mapping[str, Any] = {"verdict": False, "reviews": 3, "complaints": 3.0}
DELETED: Mapping[str, Any] = {"verdict": True, "reviews": 3, "deleted": True}


def prompt(**facts: Any) -> Message:
    """A root called `p`, undecided unless the facts say more."""
    return Message("p", None, Role.PROMPTER, 0, "author", BIRTH, **facts)


def reply(parent: Message, name: str, **facts: Any) -> Message:
    """A reply to a message, in the other role."""
    return Message(name, parent.id, parent.role.other, parent.depth + 1, f"author of {name}", BIRTH, **facts)


def tree(
    state: State,
    *messages: Message,
    goal: int = 12,
    depth: int = 3,
    children: int = 3,
    held: Mapping[tuple[str, Kind], int] | None = None,
) -> Tree:
    """A tree of these messages, root first."""
    return Tree(
        "p", "en", state, goal, depth, children, messages, {(name, kind): n for (name, kind), n in (held or {}).items()}
    )


def change(before: Tree, name: str, **facts: Any) -> Tree:
    """The tree with other facts about one message."""
    return replace(before, messages=tuple(replace(m, **facts) if m.id == name else m for m in before.messages))


def state_of(before: Tree, policy: Policy | None = None) -> State:
    """Where a tree arrives."""
    return advance(before, policy or Policy()).tree.state


def opened(growth: Growth) -> dict[tuple[str, Kind], int]:
    """What could be handed out now: free units by message and kind."""
    free = {(opening.message_id, opening.kind): opening.wanted - opening.leased for opening in growth.openings}
    return {need: units for need, units in free.items() if units}


def opening(growth: Growth, name: str, kind: Kind) -> Opening:
    """One opening of a growth."""
    return next(found for found in growth.openings if (found.message_id, found.kind) == (name, kind))
