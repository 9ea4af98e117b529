import asyncio
from threading import Event
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import text

from core.api.app import BASE
from core.api.health import checks
from core.service import janitor
from core.store.database import open_database
from core.store.replica import Replica
from core.store.sqlite import READERS
from core.store.store import Store
from tests.fakes.api import Api
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove
from tests.fakes.standby import MissingStandby

PATIENCE = 30.0  # seconds


async def ask(api: Api, page: str) -> tuple[int, Any]:
    async with ClientSession() as session, session.get(f"{api.url.removesuffix(BASE)}/health/{page}") as response:
        return response.status, await response.json()


async def test_a_process_lives_as_long_as_it_answers(sqlite_api: Api) -> None:
    assert await ask(sqlite_api, "live") == (200, {"status": "live"})


async def test_a_store_is_ready_when_database_migration_and_janitor_are_well(api: Api, clock: Clock) -> None:
    await janitor.clean(api.store, "one")
    clock.advance(seconds=120)
    status, told = await ask(api, "ready")
    assert (status, told["status"]) == (200, "ready")
    replicas = told["checks"].pop("standbys", {"ok": True})
    assert replicas["ok"]
    assert told["checks"] == {
        "database": {"ok": True},
        "migration": {"ok": True, "schema": "current"},
        "janitor": {"ok": True, "age_seconds": 120},
    }


async def test_postgresql_says_how_its_standbys_follow(postgres_grove: Grove) -> None:
    told = (await checks(postgres_grove.store))["standbys"]
    assert (told["ok"], told["waited_for"], told["sync_state"]) == (True, 0, {})


async def test_where_a_standby_is_required_a_store_without_one_is_not_ready(grove: Grove) -> None:
    assert not (await checks(grove.store, standby_required=True))["standbys"]["ok"]


async def test_a_commit_that_waits_for_a_missing_standby_makes_it_unready(
    postgres_grove: Grove, standby: MissingStandby, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.commits.LONGEST", 0.2)
    database = postgres_grove.store.database
    write = text("select pg_logical_emit_message(true, 'test', '')")
    await standby.missed_by(database, lambda connection: connection.execute(write))
    told = (await checks(postgres_grove.store, PATIENCE))["standbys"]
    assert (told["ok"], told["waited_for"], told["sync_state"]) == (False, 1, {})


async def test_a_replica_that_is_away_leaves_the_store_ready_and_is_told(postgres_grove: Grove) -> None:
    store = postgres_grove.store
    store.replica = Replica("postgresql://nobody@127.0.0.1:1/trees", store.database)
    told = (await checks(store, PATIENCE))["replica"]
    assert told == {"ok": True, "used": False, "standing": "away", "lag_seconds": None}


async def test_without_a_janitor_for_two_minutes_it_is_not_ready(api: Api, clock: Clock) -> None:
    status, told = await ask(api, "ready")
    assert (status, told["status"]) == (503, "unready")
    assert told["checks"]["janitor"] == {"ok": False, "age_seconds": None}
    await janitor.clean(api.store, "one")
    clock.advance(seconds=121)
    status, told = await ask(api, "ready")
    assert status == 503
    assert told["checks"]["janitor"] == {"ok": False, "age_seconds": 121}


async def test_on_tables_of_another_version_it_is_not_ready(sqlite_grove: Grove) -> None:
    await sqlite_grove.store.run(lambda tx: tx.execute(text("update alembic_version set version_num = '9999'")))
    assert (await checks(sqlite_grove.store))["migration"] == {"ok": False, "schema": "newer"}
    await sqlite_grove.store.run(lambda tx: tx.execute(text("drop table alembic_version")))
    assert (await checks(sqlite_grove.store))["migration"] == {"ok": False, "schema": "empty"}


async def test_a_database_that_does_not_answer_in_time_is_slow(sqlite_grove: Grove) -> None:
    word = Event()
    busy = [asyncio.create_task(sqlite_grove.store.read(lambda _: word.wait())) for _ in range(READERS)]
    await asyncio.sleep(0)
    told = await checks(sqlite_grove.store, patience=0.01)
    word.set()
    assert told == {"database": {"ok": False, "reason": "slow"}}
    assert all(await asyncio.gather(*busy))


async def test_a_database_that_can_not_be_reached_is_away_and_nothing_more_is_told() -> None:
    store = Store(open_database("postgresql://ada:password@127.0.0.1:1/trees"))
    assert await checks(store) == {"database": {"ok": False, "reason": "away"}}
    await store.close()
