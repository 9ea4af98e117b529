"""Where calls are answered: what may be a little old on a replica, where one follows."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from core.api.app import BASE
from core.store.store import Store
from tests.fakes.api import Api, serve, user
from tests.fakes.exposition import Exposition
from tests.fakes.servers import Pair


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """With servers on a busy machine."""
    monkeypatch.setattr("core.store.replica.PATIENCE", 30.0)


@pytest.fixture
async def replicated(servers: Pair) -> AsyncIterator[Api]:
    """A store with a replica, behind a server."""
    with servers.database() as url:
        servers.until_followed()
        store = await Store.open(url, replica_url=servers.on_follower(url))
        try:
            async with serve(store) as api:
                servers.until_followed()
                yield api
        finally:
            await store.close()


def reads(api: Api) -> dict[str, int]:
    assert api.store.replica is not None
    return dict(api.store.replica.reads)


async def test_boards_and_statistics_are_read_on_the_replica_and_people_on_the_primary(replicated: Api) -> None:
    ada = (await replicated.post("/frontend_users/", user("ada"))).body["user_id"]
    for path in ("/leaderboards/day", "/trollboards/day", "/stats/", "/stats/cached", "/stats/tree_manager"):
        assert (await replicated.get(path, key="trusted")).status == 200
    assert reads(replicated) == {"replica": 5, "primary": 0}
    assert (await replicated.get(f"/users/{ada}", key="trusted")).status == 200
    assert reads(replicated) == {"replica": 5, "primary": 0}


async def test_who_has_joined_since_is_found_although_the_replica_does_not_know_them(
    replicated: Api, servers: Pair
) -> None:
    with servers.paused():
        ada = (await replicated.post("/frontend_users/", user("ada"))).body["user_id"]
        told = await replicated.get(f"/users/{ada}/stats/day")
    assert (told.status, told.body["user_id"]) == (200, ada)


async def test_how_the_replica_does_is_measured(replicated: Api) -> None:
    await replicated.get("/leaderboards/day")
    async with ClientSession() as session, session.get(f"{replicated.url.removesuffix(BASE)}/metrics") as response:
        found = Exposition(await response.text())
    assert found.value("replica_fit") == 1
    lag, reads = found.value("replica_lag_seconds"), found.value("replica_reads", server="replica")
    assert lag is not None
    assert 0 <= lag < 60
    assert reads is not None
    assert reads >= 1
    assert found.value("replica_conflicts") == 0
