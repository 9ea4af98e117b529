"""PostgreSQL that is overrun or gone: nothing was kept, and whoever waits is told so in a word."""

import asyncio
import socket

import pytest
from sqlalchemy import Connection, text

from core.domain.errors import StoreAway
from core.store.database import Database, open_database


async def reason(database: Database, statement: str) -> str:
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
    database = open_database(postgres_url)
    raising = f"do $$ begin raise exception 'no' using errcode = '{state}'; end $$"
    assert await reason(database, raising) == told
    await database.close()


async def test_with_all_connections_in_use_the_next_one_waits_and_then_the_store_is_busy(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.postgres._CONNECTIONS", 1)
    monkeypatch.setattr("core.store.postgres._WAIT", 0.05)
    database, held = open_database(postgres_url), asyncio.Event()

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
    monkeypatch.setattr("core.store.postgres._CONNECT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = open_database(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/trees")
        assert await reason(database, "select 1") == "away"
        await database.close()
