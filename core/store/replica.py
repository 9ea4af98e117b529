"""A replica: a server that follows the one that takes writes, for whatever may be a little old."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Connection, make_url, text

from core.domain.errors import Refusal, StoreAway
from core.store.database import Database, DatabaseUnusable, Result, Work
from core.store.postgres import PostgresDatabase
from core.store.trouble import of_a_driver, state

LONGEST_LAG = 60.0  # seconds
FRESH = 1.0  # seconds for which the last look at it is good enough
FRESH_NO = 5.0  # the same where it found that the replica can't be read
PATIENCE = 1.0  # seconds that a server may take to answer
_MARKS = 600
_MOMENT, _LOOKS = 0.05, 20  # seconds between looks at one that may be about to arrive, and how many
_CONFLICTS = ("40001", "40P01")
_WHERE = text(
    "select pg_is_in_recovery(), pg_postmaster_start_time(), (select system_identifier from pg_control_system()), "
    "(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end - '0/0')::bigint"
)

log = structlog.get_logger()


class Standing(StrEnum):
    """How a replica stands to its primary."""

    FOLLOWS = "follows"
    BEHIND = "behind"  # too far
    AWAY = "away"
    LEADS = "leads"  # it has been promoted, and is not the primary of this store
    FOREIGN = "foreign"  # it is a copy of something else


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a look found; `lag` in seconds, None where it is not known."""

    standing: Standing
    lag: float | None = None

    @property
    def fit(self) -> bool:
        """Whether it may be read."""
        return self.standing is Standing.FOLLOWS


@dataclass(frozen=True, slots=True)
class _Server:
    """What a server says of itself; `position` in the log of what was written, of which a standby has done its part."""

    follows: bool
    started: datetime
    system: int
    position: int


class Unfit(Exception):
    """The replica can't be read now, or broke off."""


class Replica:
    """Reads from a replica of a database, as long as it is no further behind than `longest_lag` seconds.

    The lag is the age of the newest of some marks that it has reached: positions that the primary was at when it was
    asked. No clock of a server is needed for that, and no right, and it holds where nothing is written. While the
    primary can't be asked nothing can be newer there.
    """

    def __init__(
        self, url: str, primary: Database, longest_lag: float = LONGEST_LAG, timer: Callable[[], float] = monotonic
    ) -> None:
        if primary.url.get_backend_name() != "postgresql":
            raise DatabaseUnusable("Only a PostgreSQL has replicas: leave that of the tree store unset.")
        self._database = PostgresDatabase(make_url(url), writes=False)
        self._primary = primary
        self._longest = longest_lag
        self._timer = timer
        self._marks: deque[tuple[float, int]] = deque(maxlen=_MARKS)
        self._looking = asyncio.Lock()
        self._looked_at: float | None = None
        self.bearing = Bearing(Standing.AWAY)
        self.reads: Counter[str] = Counter(replica=0, primary=0)  # by the server that was asked
        self.conflicts = 0  # reads that it broke off to go on following

    async def read(self, work: Work[Result]) -> Result:
        """Run a function that only reads; Unfit where it must be run on the primary."""
        if not (await self.look()).fit:
            self.reads["primary"] += 1
            raise Unfit()
        self.reads["replica"] += 1
        return await self._read(work)

    async def look(self) -> Bearing:
        """How it stands, or stood a moment ago."""
        async with self._looking:
            fresh = FRESH if self.bearing.fit else FRESH_NO
            if self._looked_at is None or self._timer() >= self._looked_at + fresh:
                found = await self._look()
                if found.standing is not self.bearing.standing or self._looked_at is None:
                    tell = log.info if found.fit else log.warning
                    tell("replica", standing=found.standing.value, lag_seconds=found.lag)
                self.bearing, self._looked_at = found, self._timer()
        return self.bearing

    async def close(self) -> None:
        """Let go of its connections."""
        await self._database.close()

    async def _read(self, work: Work[Result]) -> Result:
        try:
            return await self._database.read(work)
        except (StoreAway, DatabaseUnusable) as error:
            conflict = state(error.__cause__) in _CONFLICTS
        except Refusal:
            raise
        except Exception as error:
            if not of_a_driver(error):
                raise
            conflict = False  # as where its tables are not those of the primary yet
        log.warning("replica_failed", conflict=conflict)
        self.conflicts += conflict
        self.reads["primary"] += 1
        raise Unfit()

    async def _look(self) -> Bearing:
        primary = await _asked(self._primary)
        if primary is not None:
            self._mark(primary.position)
        found = self._judge(await _asked(self._database), primary)
        for _ in range(0 if self.bearing.standing is Standing.BEHIND else _LOOKS):
            if found.standing is not Standing.BEHIND:
                break
            await asyncio.sleep(_MOMENT)
            found = self._judge(await _asked(self._database), primary)
        return found

    def _judge(self, server: _Server | None, primary: _Server | None) -> Bearing:
        if server is None:
            return Bearing(Standing.AWAY)
        if primary is not None and server.system != primary.system:
            return Bearing(Standing.FOREIGN)
        if not server.follows:
            itself = primary is not None and server.started == primary.started
            return Bearing(Standing.FOLLOWS, 0.0) if itself else Bearing(Standing.LEADS)
        lag = self._lag(server.position)
        if primary is not None and (lag is None or lag > self._longest):
            return Bearing(Standing.BEHIND, lag)
        return Bearing(Standing.FOLLOWS, lag)

    def _mark(self, position: int) -> None:
        if self._marks and self._marks[-1][1] >= position:
            if self._marks[-1][1] > position:  # another primary
                self._marks.clear()
            else:
                self._marks.pop()
        self._marks.append((self._timer(), position))

    def _lag(self, position: int) -> float | None:
        reached = [at for at, there in self._marks if there <= position]
        return round(self._timer() - reached[-1], 3) if reached else None


async def _asked(database: Database) -> _Server | None:
    """What the server behind a database says; None where it does not."""

    def ask(connection: Connection) -> Any:
        return connection.execute(_WHERE).one()

    try:
        async with asyncio.timeout(PATIENCE):
            return _Server(*await database.read(ask))
    except Exception:
        return None
