"""Whether the database is as this program needs it, and somebody looks after it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import text

from core.service import vitals
from core.store import migrations
from core.store.migrate import Standing, schema, standing
from core.store.transaction import Transaction

LONGEST_SILENCE = 120.0  # of the janitor, in seconds

Check = dict[str, Any]
"""`ok`, and what led to it; no secrets."""

_STANDBYS = text("select coalesce(sync_state, 'hidden'), count(*) from pg_stat_replication group by 1 order by 1")
_WANTED = text("select current_setting('synchronous_standby_names'), current_setting('synchronous_commit')")
_STUCK = text(
    "select count(*) from pg_stat_activity where wait_event = 'SyncRep' and datname = current_database() "
    "and state_change < clock_timestamp() - interval '5 seconds'"
)
_HOW_MANY = re.compile(r"\s*(?:(?:first|any)\s+)?(\d+)\s*\(", re.IGNORECASE)


@dataclass(frozen=True)
class Standbys:
    """Replicas by their state, hidden from a user of the database who may not monitor it; and what commits wait for."""

    names: str  # whom they wait for, as the server's setting has it
    level: str  # how long, as synchronous_commit has it
    seen: Mapping[str, int]
    stuck: int = 0  # commits that have waited for too long

    @property
    def waited_for(self) -> int:
        """On how many of them a commit must be, before it is acknowledged."""
        if not self.names.strip() or self.level in ("off", "local"):
            return 0
        found = _HOW_MANY.match(self.names)
        return int(found[1]) if found else 1

    @property
    def there(self) -> int:
        """How many of those that are waited for follow."""
        return self.seen.get("sync", 0) + self.seen.get("quorum", 0)


def readiness(tx: Transaction, *, standby_required: bool = False) -> dict[str, Check]:
    """What is well and what is not, by name; a synchronous standby may be required."""
    return dict(_checks(tx, standby_required))


def judge_standbys(standbys: Standbys, required: bool) -> Check:
    """Where one is waited for and not there, every write would hang; required is one that is waited for and seen."""
    missing = standbys.there < standbys.waited_for
    well = not standbys.stuck and (not missing or (not required and "hidden" in standbys.seen))
    return {
        "ok": well and (not required or standbys.waited_for > 0),
        "required": required,
        "waited_for": standbys.waited_for,
        "synchronous_commit": standbys.level,
        "sync_state": dict(standbys.seen),
        "commits_stuck": standbys.stuck,
    }


def _checks(tx: Transaction, standby_required: bool) -> Iterator[tuple[str, Check]]:
    stands = _standing(schema(tx.connection))
    yield "migration", {"ok": stands is Standing.CURRENT, "schema": stands.value}
    if stands is Standing.CURRENT:  # else there may be no such table
        age = vitals.janitor_age(tx)
        yield "janitor", {"ok": age is not None and age <= LONGEST_SILENCE, "age_seconds": age}
    if tx.connection.dialect.name == "postgresql":
        names, level = tx.execute(_WANTED).one()
        found = Standbys(names, level, dict(iter(tx.execute(_STANDBYS))), tx.execute(_STUCK).scalar_one())
        yield "standbys", judge_standbys(found, standby_required)
    elif standby_required:
        yield "standbys", {"ok": False, "required": True, "waited_for": 0}  # a file has none


@lru_cache(maxsize=8)
def _standing(revision: str | None) -> Standing:
    """Read from the folder of migrations once for each revision."""
    return standing(revision, migrations)
