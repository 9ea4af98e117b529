"""What is particular to PostgreSQL; what both databases keep is told in test_database.py."""

import asyncio
import socket

import pytest
from sqlalchemy import Connection, make_url, text

from core.domain.errors import StoreAway
from core.store.postgres import PostgresDatabase


def slow(connection: Connection) -> None:
    for _ in range(20):
        connection.execute(text("select pg_sleep(0.002)"))


async def test_who_is_cancelled_is_told_so_and_leaves_no_transaction_behind(postgres_url: str) -> None:
    database = PostgresDatabase(make_url(postgres_url))
    for pause in range(12):
        tasks = [asyncio.create_task(database.run(slow)) for _ in range(8)]
        await asyncio.sleep(0.002 * pause)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in ended), ended
    open_ones = text("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
    assert await database.run(lambda connection: connection.execute(open_ones).scalar_one()) == 0
    await database.close()


async def test_a_connection_that_was_ended_by_the_server_is_replaced_unnoticed(postgres_url: str) -> None:
    database, other = (PostgresDatabase(make_url(postgres_url)) for _ in range(2))
    ours = text("select pg_backend_pid()")
    pid = await database.run(lambda connection: connection.execute(ours).scalar_one())
    ended = text(f"select pg_terminate_backend({pid})")
    await other.run(lambda connection: connection.execute(ended).all())
    await asyncio.sleep(0.1)
    assert await database.run(lambda connection: connection.execute(ours).scalar_one()) != pid
    await database.close()
    await other.close()


async def test_what_was_acknowledged_after_somebody_was_cancelled_is_committed(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A driver that was stopped while it began a transaction would take the next one for a part of that."""
    monkeypatch.setattr("core.store.postgres._CONNECTIONS", 1)
    database, other = (PostgresDatabase(make_url(postgres_url)) for _ in range(2))
    await database.run(lambda connection: connection.execute(text("create table note (id int)")))
    for number in range(40):
        task = asyncio.create_task(database.run(slow))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        kept = text(f"insert into note values ({number})")
        await database.run(lambda connection, kept=kept: connection.execute(kept))  # type: ignore[misc]
    count = text("select count(*) from note")
    assert await other.run(lambda connection: connection.execute(count).scalar_one()) == 40
    await database.close()
    await other.close()


async def reason(database: PostgresDatabase, statement: str) -> str:
    """Why a transaction was refused."""
    with pytest.raises(StoreAway) as refused:
        await database.run(lambda connection: connection.execute(text(statement)))
    return str(refused.value.arguments["reason"])


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("08006", "away"),  # the connection failed
        ("57P03", "away"),  # it is starting up
        ("53100", "full"),
        ("53200", "busy"),  # out of memory
        ("40001", "busy"),  # lost each of its races
        ("40P01", "busy"),
    ],
)
async def test_what_passes_is_told_in_a_word(postgres_url: str, state: str, told: str) -> None:
    database = PostgresDatabase(make_url(postgres_url))
    raising = f"do $$ begin raise exception 'no' using errcode = '{state}'; end $$"
    assert await reason(database, raising) == told
    await database.close()


async def test_with_all_connections_in_use_the_next_one_waits_and_then_the_store_is_busy(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.postgres._CONNECTIONS", 1)
    monkeypatch.setattr("core.store.postgres._WAIT", 0.05)
    database, held = PostgresDatabase(make_url(postgres_url)), asyncio.Event()

    def hold(connection: Connection) -> None:
        connection.execute(text("select 1"))
        held.set()
        connection.execute(text("select pg_sleep(0.5)"))

    holding = asyncio.create_task(database.run(hold))
    await held.wait()
    assert await reason(database, "select 1") == "busy"
    await holding
    await database.run(lambda connection: connection.execute(text("select 1")))
    await database.close()


async def test_a_server_that_takes_calls_and_says_nothing_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.servers.CONNECT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = PostgresDatabase(make_url(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/trees"))
        assert await reason(database, "select 1") == "away"
        await database.close()
