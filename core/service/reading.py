"""Trees as other programs read them, beginning from any of their messages."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from core.domain.errors import MessageUnknown
from core.domain.tree import State
from core.service import aliases, forest, messages
from core.service.messages import Said
from core.store.prepared import Prepared
from core.store.tables import tree
from core.store.transaction import Transaction

_STATE = Prepared(
    select(tree.c.id, tree.c.state, tree.c.goal_size, tree.c.max_depth, tree.c.max_children, tree.c.origin).where(
        tree.c.id == bindparam("of_tree")
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole tree, root first and parents before replies, and the message of it that was asked for."""

    messages: list[Said]
    here: Said

    def thread(self) -> list[Said]:
        """From the root to the message."""
        return messages.path(self.messages, self.here.id)

    def children(self) -> list[Said]:
        """The direct replies that are not deleted."""
        return [one for one in self.messages if one.parent_id == self.here.id and not one.deleted]

    def descendants(self) -> list[Said]:
        """All that is below the message, the deleted and the rejected too."""
        family, below = {self.here.id}, []
        for one in self.messages:
            if one.parent_id in family:
                family.add(one.id)
                below.append(one)
        return below

    def longest(self) -> list[Said]:
        """From the root to the oldest of the deepest messages of the collection; refused where there is none."""
        standing = self._standing()
        return messages.path(standing, max(standing, key=lambda one: one.depth).id)

    def broadest(self) -> list[Said]:
        """The message of the collection with most replies in it, and these replies (D30: they are counted here)."""
        standing = self._standing()
        answered = max(standing, key=lambda one: sum(other.parent_id == one.id for other in standing))
        return [answered, *(one for one in standing if one.parent_id == answered.id)]

    def _standing(self) -> list[Said]:
        """The messages of the collection: accepted ones that hang on accepted ones."""
        found: dict[str | None, Said] = {}
        for one in self.messages:
            if one.stands and (one.parent_id is None or one.parent_id in found):
                found[one.id] = one
        if not found:
            raise MessageUnknown()
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Growing:
    """Where a tree stands, and how far it may grow."""

    id: str
    state: State
    goal_size: int
    max_depth: int
    max_children: int
    origin: str | None


def around(tx: Transaction, message_id: str, *, deleted: bool = False) -> Reading:
    """The tree around a message; one that is `deleted` is unknown to whoever may not read it."""
    tree_id = forest.tree_of(tx, message_id)
    found = [] if tree_id is None else messages.of_tree(tx, tree_id)
    here = next((one for one in found if one.id == message_id), None)
    if here is None or (here.deleted and not deleted):
        raise MessageUnknown()
    return Reading(found, here)


def named(tx: Transaction, frontend_id: str) -> str:
    """The id of the message that the present client calls so; one without such a name goes by its own id."""
    if (found := aliases.find(tx, aliases.MESSAGE, frontend_id)) is not None:
        return found
    try:
        return str(UUID(frontend_id))
    except ValueError:
        raise MessageUnknown() from None


def growing(tx: Transaction, tree_id: str) -> Growing:
    """The state and the caps of a tree."""
    row = tx.execute(_STATE, {"of_tree": tree_id}).one_or_none()
    if row is None:
        raise MessageUnknown()
    return Growing(row.id, State(row.state), *row[2:])
