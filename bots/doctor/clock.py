"""Whether this machine knows what time it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bots.desk.tables import inbox
from bots.doctor.finding import Finding, broken, well
from bots.doctor.place import Place
from core.store.store import Clock
from core.store.tables import message, task

MADE = datetime(2026, 11, 1, tzinfo=UTC)  # no clock that is right shows less
TOLERANCE = timedelta(minutes=1)
_ADVICE = "Set the clock and keep it right (timedatectl set-ntp true): leases, deadlines and news go by it."
_NEWEST: dict[str, tuple[Select[Any], ...]] = {
    "database_url": (
        select(func.max(message.c.created_at)),
        select(task.c.created_at).order_by(task.c.id.desc()).limit(1),
    ),
    "desk_url": (select(inbox.c.received_at).order_by(inbox.c.number.desc()).limit(1),),
}


async def look_at_clock(clock: Clock, places: list[Place]) -> Finding:
    """Compare it with what has been written already."""
    newest = [moment for place in places if place.current and (moment := await _newest(place)) is not None]
    return judge_clock(clock(), max(newest, default=None))


def judge_clock(now: datetime, newest: datetime | None) -> Finding:
    """What a time means beside that of the newest row."""
    if now.tzinfo is None:
        return broken("The clock tells no time zone.", _ADVICE)
    told = f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if now < MADE:
        return broken(f"It is {told} by the clock: before this program was made.", _ADVICE)
    if newest is not None and newest > now + TOLERANCE:
        ahead = f"{newest.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return broken(f"It is {told} by the clock, but the newest row was written at {ahead}.", _ADVICE)
    return well(f"It is {told}.")


async def _newest(place: Place) -> datetime | None:
    assert place.open is not None

    def ask(connection: Connection) -> list[datetime | None]:
        return [connection.execute(query).scalar() for query in _NEWEST[place.setting]]

    return max((moment for moment in await place.open.read(ask) if moment is not None), default=None)
