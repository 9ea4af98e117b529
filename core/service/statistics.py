"""Statistics: some are counted on request, some now and then for whoever asks meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from core.domain.tree import AT_WORK
from core.service.kept import Statistic, find, keep
from core.store.tables import message, person, tree
from core.store.transaction import Transaction

_HUMAN = (message.c.deleted.is_(False), message.c.verdict.is_(True), message.c.synthetic.is_(False))


@dataclass(frozen=True, slots=True)
class TreeSize:
    """How far one tree has come, its deleted messages left out."""

    tree_id: str
    state: str
    goal_size: int
    depth: int
    oldest: datetime
    youngest: datetime
    count: int


def state_counts(tx: Transaction) -> dict[str, int]:
    """Trees by state, only the states that occur."""
    rows = tx.execute(select(tree.c.state, func.count()).group_by(tree.c.state).order_by(tree.c.state))
    return dict(iter(rows))


def message_counts(tx: Transaction, *, only_active: bool = True) -> list[TreeSize]:
    """The size of every tree, or of those that people are at work on; a tree of which all is deleted has none."""
    query = (
        select(
            tree.c.id,
            tree.c.state,
            tree.c.goal_size,
            func.max(message.c.depth),
            func.min(message.c.created_at),
            func.max(message.c.created_at),
            func.count(),
        )
        .join(message, message.c.tree_id == tree.c.id)
        .where(message.c.deleted.is_(False))
        .group_by(tree.c.id, tree.c.state, tree.c.goal_size)
        .order_by(tree.c.id)
    )
    rows = tx.execute(query.where(tree.c.state.in_(AT_WORK)) if only_active else query)
    return [TreeSize(*row) for row in rows]


def _human_messages_by_lang(tx: Transaction) -> dict[str, int]:
    counted = select(message.c.lang, func.count()).where(*_HUMAN).group_by(message.c.lang).order_by(message.c.lang)
    return dict(iter(tx.execute(counted)))


def _human_messages_by_role(tx: Transaction) -> dict[str, int]:
    counted = select(message.c.role, func.count()).where(*_HUMAN).group_by(message.c.role).order_by(message.c.role)
    return dict(iter(tx.execute(counted)))


def _message_trees_states_by_lang(tx: Transaction) -> list[dict[str, Any]]:
    counted = select(tree.c.lang, tree.c.state, func.count()).group_by(tree.c.lang, tree.c.state)
    rows = tx.execute(counted.order_by(tree.c.lang, tree.c.state))
    return [{"lang": lang, "state": state, "count": count} for lang, state, count in rows]


def _users_accepted_tos(tx: Transaction) -> dict[str, int]:
    agreed = select(func.count()).where(person.c.consent_version.is_not(None))
    return {"count": tx.execute(agreed).scalar_one()}


COUNTED: Mapping[str, Callable[[Transaction], Any]] = {
    "human_messages_by_lang": _human_messages_by_lang,
    "human_messages_by_role": _human_messages_by_role,
    "message_trees_by_state": state_counts,
    "message_trees_states_by_lang": _message_trees_states_by_lang,
    "users_accepted_tos": _users_accepted_tos,
}
"""What is counted now and then, by its name on the wire."""


def refresh(tx: Transaction) -> None:
    """Count all of these and keep them."""
    write(tx, count(tx))


def count(tx: Transaction) -> list[Statistic]:
    """Count all of these; nothing is written."""
    return [Statistic(name, counting(tx), tx.now) for name, counting in sorted(COUNTED.items())]


def write(tx: Transaction, counted: Iterable[Statistic]) -> None:
    """Keep what was counted."""
    for one in counted:
        keep(tx, one)


def cached(tx: Transaction) -> dict[str, Statistic]:
    """All that are kept, by name."""
    found = (find(tx, name) for name in COUNTED)
    return {one.name: one for one in found if one is not None}
