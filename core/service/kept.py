"""Counts that are made now and then, and kept for whoever asks meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from core.store.prepared import Prepared
from core.store.tables import statistic
from core.store.transaction import Transaction
from core.store.upsert import upsert

_MOMENTS = Prepared(select(statistic.c.name, statistic.c.counted_at))
_ONE = Prepared(select(statistic.c.body, statistic.c.counted_at).where(statistic.c.name == bindparam("of_name")))


@dataclass(frozen=True, slots=True)
class Statistic:
    """What was counted, and when; the body is plain JSON."""

    name: str
    body: Any
    counted_at: datetime


def keep(tx: Transaction, counted: Statistic) -> None:
    """Keep a count; whoever keeps the same one meanwhile waits until this transaction ends."""
    row = {"name": counted.name, "body": counted.body, "counted_at": counted.counted_at}
    upsert(tx.connection, statistic, row)


def find(tx: Transaction, name: str) -> Statistic | None:
    """The count that is kept; None for what was never counted."""
    row = tx.execute(_ONE, {"of_name": name}).one_or_none()
    return None if row is None else Statistic(name, row.body, row.counted_at)


def moments(tx: Transaction) -> dict[str, datetime]:
    """When each of them was counted, by name."""
    return dict(iter(tx.execute(_MOMENTS)))
