"""What can be wrong with a PostgreSQL server."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from bots.doctor.finding import Finding, broken, doubtful, well
from bots.doctor.place import Place
from core.service.readiness import Standbys
from core.store.store import Clock

OLDEST = 15  # which its makers still maintain
SKEW_NOTED = timedelta(seconds=2)
SKEW_HARMFUL = timedelta(seconds=60)
_REQUIRED = (
    "Set synchronous_standby_names = 'ANY 1 (*)' and synchronous_commit = on on a server that is followed, or "
    "ARBORETUM_SYNCHRONOUS_STANDBY=optional here."
)
_SETTINGS = ("fsync", "full_page_writes", "synchronous_commit", "synchronous_standby_names")


@dataclass(frozen=True)
class Safety:
    """What a server does before it says that something is stored."""

    settings: dict[str, str]
    standbys: list[tuple[str, str | None]]  # name, and sync_state: sync, quorum, potential, async; None if not told

    @property
    def seen_from_the_store(self) -> Standbys:
        """The same as the store's readiness takes it."""
        seen = Counter(state or "hidden" for _, state in self.standbys)
        return Standbys(self.settings["synchronous_standby_names"], self.settings["synchronous_commit"], seen)


async def look_at_version(place: Place) -> Finding | None:
    """Whether the server is still maintained."""
    number = await _asked(place, "show server_version_num")
    return None if number is None else judge_version(int(number))


def judge_version(number: int) -> Finding:
    """What a version means, as in 170004."""
    if number // 10000 >= OLDEST:
        return well(f"The server is PostgreSQL {number // 10000}.")
    return doubtful(f"The server is PostgreSQL {number // 10000}, which is not maintained any more.", "Upgrade it.")


async def look_at_skew(place: Place, clock: Clock) -> Finding | None:
    """How far the server's clock is from ours."""
    if place.open is None or place.file is not None:
        return None
    before = clock()
    theirs = await place.open.read(lambda connection: connection.execute(text("select clock_timestamp()")).scalar_one())
    after = clock()
    return judge_skew(theirs, before, after)


def judge_skew(theirs: datetime, before: datetime, after: datetime) -> Finding:
    """What a time means that was told between two moments."""
    apart = max(before - theirs, theirs - after, timedelta(0))
    if apart <= SKEW_NOTED:
        return well("The server's clock agrees with this machine's.")
    sentence = f"The server's clock and this machine's are {apart.total_seconds():,.0f} seconds apart."
    advice = "Keep the clocks of all machines right (timedatectl set-ntp true): leases and deadlines go by them."
    return broken(sentence, advice) if apart > SKEW_HARMFUL else doubtful(sentence, advice)


async def look_at_safety(place: Place, *, required: bool = False) -> Finding | None:
    """Whether what is acknowledged is on a disk, and on whose; on two, where a synchronous standby is required."""
    if required and place.file is not None:
        return broken("A synchronous standby is required, and a file has none.", _REQUIRED)
    if place.open is None or place.file is not None:
        return None
    return judge_safety(await place.open.read(_safety), required=required)


def judge_safety(safety: Safety, *, required: bool = False) -> Finding:
    """What survives a power cut, and the loss of the server."""
    off = [name for name in ("fsync", "full_page_writes", "synchronous_commit") if safety.settings[name] == "off"]
    if off:
        return broken(
            f"{' and '.join(off)} is off: after a power cut, what was acknowledged may be gone.",
            "Turn it on in the server's settings: a receipt must mean stored.",
        )
    told = ", ".join(f"{name or 'a standby'} ({state or 'not told'})" for name, state in safety.standbys)
    found = safety.seen_from_the_store
    if found.there < found.waited_for:
        return _unseen(told)
    if found.waited_for:
        return well(f"What is acknowledged is on the disks of the server and of its standbys: {told}.")
    if required:
        return broken(f"{_alone(told)} A synchronous standby is required.", _REQUIRED)
    if found.names.strip() and found.there:
        return doubtful(
            f"synchronous_commit is local: nobody waits for {told}.",
            "Set it to on, so that a receipt means both disks.",
        )
    return well(_alone(told))


def _unseen(told: str) -> Finding:
    if "not told" in told:
        return doubtful(f"Whether the standbys keep up is not told to this user: {told}.", "Grant it pg_monitor.")
    return broken(
        f"The server waits for a standby that is not connected ({told or 'there is none'}): nothing can be stored.",
        "Bring the standby back, or take it out of synchronous_standby_names.",
    )


def _alone(told: str) -> str:
    followed = f"; its standbys are not waited for: {told}" if told else ", which has no standby"
    return f"What is acknowledged is on the disk of the server{followed}."


def _safety(connection: Connection) -> Safety:
    settings = {name: str(connection.execute(text(f"show {name}")).scalar_one()) for name in _SETTINGS}
    rows = connection.execute(text("select application_name, sync_state from pg_stat_replication order by 1"))
    return Safety(settings, [(str(name or ""), state) for name, state in rows])


async def _asked(place: Place, question: str) -> str | None:
    if place.open is None or place.file is not None:
        return None
    return str(await place.open.read(lambda connection: connection.execute(text(question)).scalar_one()))
