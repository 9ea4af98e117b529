"""Flags: whether anybody has spoken against the content of a message since a moderator last spoke for it."""

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, or_, select, update

from core.domain import labels as registry
from core.domain.emoji import Emoji
from core.store.prepared import Prepared
from core.store.tables import message, reaction, remark, review
from core.store.transaction import Transaction


def _since_pardon(table: Table) -> ColumnElement[bool]:
    return and_(
        table.c.tree_id == bindparam("of_tree"),
        table.c.message_id == bindparam("of_message"),
        message.c.tree_id == table.c.tree_id,
        message.c.id == table.c.message_id,
        or_(message.c.pardoned_at.is_(None), table.c.created_at > message.c.pardoned_at),
    )


_OPEN_FLAGS = Prepared(select(func.count()).where(_since_pardon(reaction), reaction.c.emoji == Emoji.RED_FLAG))
_RAISED_BY = Prepared(
    select(reaction.c.person_id)
    .where(_since_pardon(reaction), reaction.c.emoji == Emoji.RED_FLAG)
    .order_by(reaction.c.created_at, reaction.c.person_id)
)
_LABELS = tuple(Prepared(select(table.c.labels).where(_since_pardon(table))) for table in (review, remark))
_MARK = Prepared(
    update(message)
    .where(message.c.tree_id == bindparam("of_tree"), message.c.id == bindparam("of_message"))
    .values(flagged=bindparam("flagged"))
)


def count_red_flags(tx: Transaction, tree_id: str, message_id: str) -> int:
    """Red flags on a message that no moderator has closed."""
    return int(tx.execute(_OPEN_FLAGS, {"of_tree": tree_id, "of_message": message_id}).scalar_one())


def raised_by(tx: Transaction, tree_id: str, message_id: str) -> list[str]:
    """Whose red flags on a message no moderator has closed, in the order in which they came."""
    return list(tx.execute(_RAISED_BY, {"of_tree": tree_id, "of_message": message_id}).scalars())


def is_flagged(tx: Transaction, tree_id: str, message_id: str) -> bool:
    """Whether a red flag, a review or a remark speaks against the content of a message."""
    if count_red_flags(tx, tree_id, message_id):
        return True
    key = {"of_tree": tree_id, "of_message": message_id}
    return any(registry.flags(labels) for given in _LABELS for (labels,) in tx.execute(given, key))


def mark(tx: Transaction, tree_id: str, message_id: str, flagged: bool) -> None:
    """Write down whether a message is shown behind a spoiler."""
    tx.execute(_MARK, {"of_tree": tree_id, "of_message": message_id, "flagged": flagged})
