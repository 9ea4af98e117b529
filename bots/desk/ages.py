"""How long things have waited on a desk: events that nobody has worked off, requests that have no answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select, true

from bots.desk.tables import inbox, outbox


@dataclass(frozen=True, slots=True)
class Ages:
    """How many wait in each, and for how many seconds the oldest has; 0 where nothing waits."""

    inbox_count: int
    inbox_seconds: float
    outbox_count: int
    outbox_seconds: float


def ages(connection: Connection, now: datetime) -> Ages:
    """Both at once, from indices that hold little more than what waits."""
    unfinished = _waiting(connection, inbox, inbox.c.received_at, inbox.c.handled_at.is_(None), now)
    return Ages(*unfinished, *_waiting(connection, outbox, outbox.c.created_at, true(), now))


def _waiting(
    connection: Connection, table: Table, since: Column[datetime], which: ColumnElement[bool], now: datetime
) -> tuple[int, float]:
    statement = select(func.count(), func.min(since)).select_from(table).where(which)
    count, oldest = connection.execute(statement).one()
    return count, max(0.0, (now - oldest).total_seconds()) if count else 0.0
