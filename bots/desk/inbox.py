"""What came in, kept before anything is done about it; the platform's own ids tell what came twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from bots.desk.tables import inbox
from bots.dialogue.events import Event
from core import codec
from core.domain.person import Identity
from core.store.prepared import Prepared
from core.store.upsert import insert_missing

FAILURE_LENGTH = 200


@dataclass(frozen=True)
class Arrival:
    """An event and its id, which is its own on its platform for ever."""

    id: str
    event: Event


@dataclass(frozen=True)
class Entry:
    """An event that is kept and not yet worked off."""

    number: int
    id: str
    event: Event


def keep(connection: Connection, who: Identity, arrivals: Iterable[Arrival], now: datetime) -> None:
    """Write events down, in order; those that are there already are dropped."""
    rows = [
        {
            "event_id": f"{who.platform}:{arrival.id}",
            "platform": who.platform,
            "external_id": who.external_id,
            "event": codec.dump(Event, arrival.event),
            "received_at": now,
        }
        for arrival in arrivals
    ]
    insert_missing(connection, inbox, rows)


_KNOWN = Prepared(select(inbox.c.number).where(inbox.c.event_id == bindparam("of_event")))


def knows(connection: Connection, platform: str, id: str) -> bool:
    """Whether an event of this id is there, worked off or not."""
    return _KNOWN.run(connection, {"of_event": f"{platform}:{id}"}).one_or_none() is not None


_UNFINISHED = Prepared(
    select(inbox.c.number, inbox.c.event_id, inbox.c.event)
    .where(
        inbox.c.platform == bindparam("platform"),
        inbox.c.external_id == bindparam("external_id"),
        inbox.c.handled_at.is_(None),
    )
    .order_by(inbox.c.number)
)


def unfinished(connection: Connection, who: Identity) -> list[Entry]:
    """One person's events that wait to be worked off, oldest first."""
    rows = _UNFINISHED.run(connection, {"platform": who.platform, "external_id": who.external_id})
    return [Entry(row.number, row.event_id, codec.load(Event, row.event)) for row in rows]


def people_waiting(connection: Connection, platforms: Collection[str], most: int | None = None) -> list[Identity]:
    """Everybody who has an event that waits, or the first of them, in the order of the oldest."""
    statement = (
        select(inbox.c.platform, inbox.c.external_id)
        .where(inbox.c.handled_at.is_(None), inbox.c.platform.in_(platforms))
        .group_by(inbox.c.platform, inbox.c.external_id)
        .order_by(func.min(inbox.c.number))
        .limit(most)
    )
    return [Identity(*row) for row in connection.execute(statement)]


_FINISH = Prepared(
    update(inbox)
    .where(inbox.c.number == bindparam("entry"))
    .values(handled_at=bindparam("now"), failure=bindparam("why"))
)


def finish(connection: Connection, entry: Entry, now: datetime, failure: str | None = None) -> None:
    """Mark an event as worked off; `failure` says where the dialogue broke over it."""
    why = None if failure is None else failure[-FAILURE_LENGTH:]
    _FINISH.run(connection, {"entry": entry.number, "now": now, "why": why})


def last_handled(connection: Connection) -> datetime | None:
    """When an event was last worked off, as far as that is remembered."""
    latest: datetime | None = connection.execute(select(func.max(inbox.c.handled_at))).scalar_one()
    return latest


def forget(connection: Connection, who: Identity) -> None:
    """Keep nothing of what one person has done, but for what is still to be worked off."""
    theirs = (inbox.c.platform == who.platform, inbox.c.external_id == who.external_id)
    connection.execute(delete(inbox).where(*theirs, inbox.c.handled_at.is_not(None)))


def prune(connection: Connection, handled_before: datetime, failed_before: datetime) -> int:
    """Forget what was worked off long ago, and what failed even longer ago; the number of events."""
    old = or_(
        (inbox.c.handled_at < handled_before) & inbox.c.failure.is_(None),
        inbox.c.handled_at < failed_before,
    )
    return connection.execute(delete(inbox).where(old)).rowcount
