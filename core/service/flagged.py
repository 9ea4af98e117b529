"""Messages that somebody raised a red flag on, for moderators to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from core.domain.errors import MessageUnknown
from core.domain.window import Window
from core.store.prepared import Prepared
from core.store.tables import flagged_message
from core.store.transaction import Transaction
from core.store.upsert import upsert
from core.store.window import looked_at_through

_COLUMNS = (flagged_message.c.message_id, flagged_message.c.processed, flagged_message.c.raised_at)
_ONE = Prepared(
    select(*_COLUMNS).where(
        flagged_message.c.tree_id == bindparam("of_tree"), flagged_message.c.message_id == bindparam("of_message")
    )
)


@dataclass(frozen=True, slots=True)
class Flagged:
    """An entry of the list: what was flagged, whether a moderator has seen to it, and when the last flag came."""

    message_id: str
    processed: bool
    raised_at: datetime


def put_down(tx: Transaction, tree_id: str, message_id: str) -> None:
    """Put a message on the list, or open its entry again."""
    row = {"tree_id": tree_id, "message_id": message_id, "raised_at": tx.now, "processed": False}
    upsert(tx.connection, flagged_message, row)


def open_among(tx: Transaction, tree_id: str, message_ids: Iterable[str]) -> set[str]:
    """Those of some messages whose entries no moderator has seen to."""
    entries = select(flagged_message.c.message_id).where(
        flagged_message.c.tree_id == tree_id,
        flagged_message.c.message_id.in_(set(message_ids)),
        flagged_message.c.processed.is_(False),
    )
    return set(tx.execute(entries).scalars())


def close(tx: Transaction, tree_id: str, message_ids: Iterable[str]) -> None:
    """Note that a moderator has seen to the entries of some messages."""
    tx.execute(
        update(flagged_message)
        .where(flagged_message.c.tree_id == tree_id, flagged_message.c.message_id.in_(set(message_ids)))
        .values(processed=True)
    )


def listed(tx: Transaction, window: Window[datetime]) -> list[Flagged]:
    """The entries that lie in a window over the moments of their last flags, as it reads them: see Window.cut."""
    query = looked_at_through(select(*_COLUMNS), window, flagged_message.c.raised_at, flagged_message.c.message_id)
    return [Flagged(*row) for row in tx.execute(query)]


def entry(tx: Transaction, tree_id: str, message_id: str) -> Flagged:
    """What the list says of a message; refused where it is not on it."""
    row = tx.execute(_ONE, {"of_tree": tree_id, "of_message": message_id}).one_or_none()
    if row is None:
        raise MessageUnknown()
    return Flagged(*row)
