"""Whether somebody gives back leases that are over, and does the other regular work."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bots.doctor.finding import Finding, doubtful, well
from bots.doctor.place import Place
from core.service.janitor import ROUND_SECONDS
from core.service.respite import SILENCE
from core.store.store import Clock
from core.store.tables import chore

_ADVICE = "Some process with the tree store must run: arboretum store, janitor, or one with the store inside."


async def look_at_janitor(place: Place, clock: Clock) -> Finding | None:
    """When its last round began."""
    if place.open is None or not place.current:
        return None
    query = select(chore.c.until).where(chore.c.name == "janitor")
    until = await place.open.read(lambda connection: connection.execute(query).scalar())
    return judge_janitor(clock(), until)


def judge_janitor(now: datetime, until: datetime | None) -> Finding:
    """What it means that the janitor has kept the work to itself until then."""
    if until is None:
        return doubtful("It has never worked here: no lease ends, no prompt is drawn.", _ADVICE)
    idle = now - (until - timedelta(seconds=ROUND_SECONDS))
    if idle > SILENCE:
        return doubtful(f"Its last round was {_told(idle)} ago: no lease ends, no prompt is drawn.", _ADVICE)
    return well(f"Its last round was {_told(max(idle, timedelta(0)))} ago.")


def _told(span: timedelta) -> str:
    for unit, seconds in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if span.total_seconds() >= 2 * seconds:
            return f"{span.total_seconds() // seconds:.0f} {unit}"
    return f"{span.total_seconds():.0f} seconds"
