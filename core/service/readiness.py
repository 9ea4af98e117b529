"""Whether the database is as this program needs it, and somebody looks after it."""

from collections.abc import Iterator, Mapping
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
_WANTED = text("select current_setting('synchronous_standby_names')")


def readiness(tx: Transaction) -> dict[str, Check]:
    """What is well and what is not, by name."""
    return dict(_checks(tx))


def standbys(wanted: bool, seen: Mapping[str, int]) -> Check:
    """Replicas by their state; where a synchronous one is asked for and none is there, every write would hang.

    The states are hidden from a user of the database who may not monitor it.
    """
    return {"ok": not wanted or not {"sync", "quorum", "hidden"}.isdisjoint(seen), "sync_state": dict(seen)}


def _checks(tx: Transaction) -> Iterator[tuple[str, Check]]:
    stands = _standing(schema(tx.connection))
    yield "migration", {"ok": stands is Standing.CURRENT, "schema": stands.value}
    if stands is Standing.CURRENT:  # else there may be no such table
        age = vitals.janitor_age(tx)
        yield "janitor", {"ok": age is not None and age <= LONGEST_SILENCE, "age_seconds": age}
    if tx.connection.dialect.name == "postgresql":
        yield "standbys", standbys(bool(tx.execute(_WANTED).scalar_one()), dict(iter(tx.execute(_STANDBYS))))


@lru_cache(maxsize=8)
def _standing(revision: str | None) -> Standing:
    """Read from the folder of migrations once for each revision."""
    return standing(revision, migrations)
