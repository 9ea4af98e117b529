"""A server that follows the primary, read as long as it keeps up."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from core.domain.errors import NotAPerson
from core.store.database import DatabaseUnusable, open_database
from core.store.replica import Bearing, Replica, Standing
from core.store.store import Store
from core.store.transaction import Transaction, stand_still
from tests.fakes.postgres import Postgres
from tests.fakes.servers import Pair

NOTE = "create table if not exists note (id int)"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """With servers on a busy machine."""
    monkeypatch.setattr("core.store.replica.PATIENCE", 30.0)


class Timer:
    """Seconds, as many as the test says."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def runs(statement: str, tx: Transaction) -> None:
    tx.execute(text(statement))


def where(tx: Transaction) -> bool:
    """Whether this runs on a replica."""
    return bool(tx.execute(text("select pg_is_in_recovery()")).scalar_one())


@pytest.fixture
def database_url(servers: Pair) -> Iterator[str]:
    with servers.database() as url:
        yield url


@pytest.fixture
def replica_url(servers: Pair, database_url: str) -> str:
    servers.until_followed()
    return servers.on_follower(database_url)


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
async def store(database_url: str, replica_url: str, timer: Timer) -> AsyncIterator[Store]:
    """One with a table, over a primary and its replica; ten seconds behind is too far."""
    database = open_database(database_url)
    store = Store(database, replica=Replica(replica_url, database, 10.0, timer))
    await store.run(lambda tx: runs(NOTE, tx))
    yield store
    await store.close()


def replica_of(store: Store) -> Replica:
    assert store.replica is not None
    return store.replica


async def test_what_may_be_a_little_old_is_read_on_the_replica_and_all_else_on_the_primary(store: Store) -> None:
    assert await store.glance(where)
    assert not await store.read(where)
    assert not await store.run(where)
    assert replica_of(store).bearing.standing is Standing.FOLLOWS
    assert replica_of(store).reads == {"replica": 1, "primary": 0}


async def test_a_replica_too_far_behind_is_passed_over_until_it_has_caught_up(
    store: Store, servers: Pair, timer: Timer
) -> None:
    assert await store.glance(where)
    with servers.paused():
        for _ in range(10):
            await store.run(lambda tx: runs("insert into note values (1)", tx))
            assert await store.glance(where)
            timer.now += 1.0
        await store.run(lambda tx: runs("insert into note values (1)", tx))
        timer.now += 1.0
        assert not await store.glance(where)
        assert replica_of(store).bearing == Bearing(Standing.BEHIND, 11.0)
    servers.until_followed()
    timer.now += 5.0
    assert await store.glance(where)
    assert replica_of(store).bearing == Bearing(Standing.FOLLOWS, 0.0)
    assert replica_of(store).reads["primary"] == 1


async def test_nothing_is_behind_where_nothing_is_written(store: Store, servers: Pair, timer: Timer) -> None:
    servers.until_followed()
    for _ in range(3):
        timer.now += 3600.0
        assert await store.glance(where)
        assert replica_of(store).bearing.lag == 0.0


async def test_a_replica_that_can_not_be_reached_is_passed_over(database_url: str) -> None:
    database = open_database(database_url)
    store = Store(database, replica=Replica("postgresql://nobody@127.0.0.1:1/trees", database))
    assert not await store.glance(where)
    assert replica_of(store).bearing == Bearing(Standing.AWAY)
    await store.close()


async def test_a_copy_of_something_else_is_never_read(postgres_url: str, replica_url: str) -> None:
    database = open_database(postgres_url)
    store = Store(database, replica=Replica(replica_url, database))
    assert not await store.glance(where)
    assert replica_of(store).bearing == Bearing(Standing.FOREIGN)
    await store.close()


async def test_the_primary_may_be_its_own_replica_as_after_it_was_promoted(servers: Pair, database_url: str) -> None:
    database = open_database(database_url)
    store = Store(database, replica=Replica(servers.on_leader(database_url), database))
    assert not await store.glance(where)
    assert replica_of(store).reads == {"replica": 1, "primary": 0}
    await store.close()


async def test_a_replica_that_was_promoted_beside_its_primary_is_never_read(store: Store, servers: Pair) -> None:
    servers.follower.promote()
    try:
        assert not await store.glance(where)
        assert replica_of(store).bearing == Bearing(Standing.LEADS)
    finally:
        servers.follower.kill()
        servers.rejoin()


async def test_what_the_replica_breaks_off_to_go_on_following_is_run_once_more_on_the_primary(
    store: Store, servers: Pair
) -> None:
    url = store.database.url.render_as_string(hide_password=False)
    follower, primary = servers.follower.postgres, Postgres(servers.on_leader(url))
    await store.run(lambda tx: runs("insert into note values (1)", tx))
    servers.until_followed()
    seen: list[bool] = []

    def look_for_long(tx: Transaction) -> int:
        stand_still(tx)
        seen.append(where(tx))
        if seen == [True]:
            primary.execute("delete from note", "vacuum note")
            tx.execute(text("select pg_sleep(60)"))
        return int(tx.execute(text("select count(*) from note")).scalar_one())

    follower.execute("alter system set max_standby_streaming_delay = '1ms'", "select pg_reload_conf()")
    try:
        assert await store.glance(look_for_long) == 0
    finally:
        follower.execute("alter system reset max_standby_streaming_delay", "select pg_reload_conf()")
    assert seen == [True, False]
    assert replica_of(store).reads == {"replica": 1, "primary": 1}


async def test_a_refusal_on_the_replica_is_the_answer(store: Store) -> None:
    def refuse(tx: Transaction) -> None:
        raise NotAPerson()

    with pytest.raises(NotAPerson):
        await store.glance(refuse)
    assert replica_of(store).reads == {"replica": 1, "primary": 0}


async def test_a_file_has_no_replica(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("store") / "trees.db"
    with pytest.raises(DatabaseUnusable):
        await Store.open(f"sqlite:///{file}", replica_url="postgresql://nobody@127.0.0.1:1/trees")
