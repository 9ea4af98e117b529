"""A commit that waits for a synchronous standby which is not there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from sqlalchemy import Connection, make_url, text

from core.domain.errors import StoreAway
from core.store.postgres import PostgresDatabase
from tests.fakes.standby import MOMENT, TRIES, MissingStandby


def keep(connection: Connection) -> None:
    connection.execute(text("insert into note values (1)"))


def count(connection: Connection) -> int:
    return int(connection.execute(text("select count(*) from note")).scalar_one())


async def until_more_than(kept: int, database: PostgresDatabase) -> None:
    """Wait for what was kept back to be seen."""
    for _ in range(TRIES):
        if await database.read(count) > kept:
            return
        await asyncio.sleep(MOMENT)
    pytest.fail("what was kept back does not come")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.commits.LONGEST", 0.2)


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[PostgresDatabase]:
    database = PostgresDatabase(make_url(postgres_url))
    await database.run(lambda connection: connection.execute(text("create table note (id int)")))
    yield database
    await database.close()


async def test_a_commit_that_waits_too_long_is_refused_and_neither_broken_off_nor_seen_before_its_end(
    database: PostgresDatabase, standby: MissingStandby
) -> None:
    await standby.missed_by(database, keep)
    kept = await database.read(count)
    with pytest.raises(StoreAway) as refused:
        await database.run(keep)  # it would only wait as well
    assert refused.value.arguments == {"reason": "busy"}
    assert await database.read(count) == kept
    assert await standby.waited_for(database)
    standby.back()
    await until_more_than(kept, database)
    while await database.read(count) == kept + 1:
        with suppress(StoreAway):  # the word that it has ended is still on its way
            await database.run(keep)


async def test_who_is_cancelled_while_a_commit_waits_does_not_break_it_off(
    database: PostgresDatabase, standby: MissingStandby, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.commits.LONGEST", 60.0)
    waiting = await standby.waiting_work(database, keep)
    kept = await database.read(count)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.sleep(MOMENT)  # time for a word to the server
    assert await standby.waited_for(database)
    assert await database.read(count) == kept
    standby.back()
    await until_more_than(kept, database)


async def test_what_somebody_breaks_off_at_the_server_is_not_acknowledged(
    database: PostgresDatabase, standby: MissingStandby, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.commits.LONGEST", 60.0)
    waiting = await standby.waiting_work(database, keep)
    kept, pid = await database.read(count), await standby.waited_for(database)
    standby.postgres.execute(f"select pg_cancel_backend({pid})")
    with pytest.raises(StoreAway) as refused:
        await waiting
    assert refused.value.arguments == {"reason": "busy"}
    assert await database.read(count) == kept + 1  # on this server alone


async def test_a_server_that_still_waits_is_waited_for_and_one_that_says_nothing_is_given_up(
    database: PostgresDatabase, standby: MissingStandby, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.commits.ROUND", 0.01)
    await standby.missed_by(database, keep)
    await asyncio.sleep(0.1)  # several rounds
    with pytest.raises(StoreAway):
        await database.run(keep)
    assert standby.waiting(database) == 1
    monkeypatch.setattr("core.store.postgres._WAITS", text("select :pid - :pid"))
    for _ in range(TRIES):
        with pytest.raises(StoreAway):
            await database.run(keep)
        if standby.waiting(database) == 2:  # the next one was tried on a new connection
            return
        await asyncio.sleep(MOMENT)
    pytest.fail("the first one is still waited for")


async def test_who_closes_while_a_commit_waits_does_not_break_it_off(
    database: PostgresDatabase, postgres_url: str, standby: MissingStandby
) -> None:
    await standby.missed_by(database, keep)
    kept = await database.read(count)
    await database.close()
    other = PostgresDatabase(make_url(postgres_url))
    assert await other.read(count) == kept
    standby.back()
    await until_more_than(kept, other)
    await other.close()


async def test_a_transaction_that_failed_unnoticed_is_not_acknowledged(database: PostgresDatabase) -> None:
    def fail_quietly(connection: Connection) -> None:
        keep(connection)
        try:
            connection.execute(text("select 1 / 0"))
        except Exception:
            return

    with pytest.raises(StoreAway):
        await database.run(fail_quietly)
    assert await database.read(count) == 0
