"""How many messages and trees there are at all."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from core.store.prepared import Prepared
from core.store.tables import message
from core.store.transaction import Transaction

_COUNT = Prepared(
    select(message.c.lang, message.c.deleted, func.count(), func.count().filter(message.c.parent_id.is_(None)))
    .group_by(message.c.lang, message.c.deleted)
    .order_by(message.c.lang, message.c.deleted)
)


@dataclass(frozen=True, slots=True)
class Census:
    """Numbers of messages; those that are not deleted are active. A root message is a tree, deleted or not."""

    all: int
    active: int
    active_by_lang: dict[str, int]
    deleted: int
    message_trees: int


def census(tx: Transaction) -> Census:
    """Count everything."""
    rows: list[Any] = list(tx.execute(_COUNT).all())
    by_lang = {lang: count for lang, deleted, count, _ in rows if not deleted}
    total, active = sum(row[2] for row in rows), sum(by_lang.values())
    return Census(total, active, by_lang, total - active, sum(row[3] for row in rows))
