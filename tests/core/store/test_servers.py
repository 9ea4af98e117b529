"""Which of several servers a connection goes to."""

import asyncio
import socket
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Connection, make_url, text
from sqlalchemy.engine import URL

from core.domain.errors import StoreAway
from core.store.postgres import PostgresDatabase
from core.store.servers import Servers
from tests.fakes.postgres import Postgres


def after(host: str, port: int, url: str) -> URL:
    """An address that names another server before the one of a URL."""
    there, where = place(url)
    return make_url(url).set(host=None, port=None, query={"host": f"{host},{there}", "port": f"{port},{where}"})


def place(url: str) -> tuple[str, int]:
    there = make_url(url)
    return str(there.host or there.query["host"]), there.port or 5432


async def name_of(database: PostgresDatabase) -> Any:
    return await database.run(lambda connection: connection.execute(text("select current_database()")).scalar_one())


async def test_a_server_that_can_not_be_reached_is_passed_over(postgres_url: str) -> None:
    database = PostgresDatabase(after("127.0.0.1", 1, postgres_url))
    assert await name_of(database) == make_url(postgres_url).database
    await database.close()


async def test_a_machine_that_says_nothing_takes_only_its_part_of_the_time_and_is_asked_last_from_then_on(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.servers.CONNECT", 3.0)
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = after("127.0.0.1", silent.getsockname()[1], postgres_url)
        database = PostgresDatabase(url)
        assert await name_of(database) == url.database
        silent.settimeout(0)
        calls.append(silent.accept()[0])
        await asyncio.gather(*(name_of(database) for _ in range(4)))
        with pytest.raises(BlockingIOError):
            silent.accept()
        await database.close()
    calls[0].close()


async def test_a_server_that_takes_no_writes_is_not_used_unless_reading_is_enough(
    postgres: Postgres, postgres_url: str
) -> None:
    url = make_url(postgres_url)
    postgres.execute(f"alter database {url.database} set default_transaction_read_only = on")
    database, reader = PostgresDatabase(url), PostgresDatabase(url, writes=False)
    with pytest.raises(StoreAway) as refused:
        await name_of(database)
    assert refused.value.arguments == {"reason": "away"}
    assert await name_of(reader) == url.database
    await database.close()
    await reader.close()


async def test_a_server_that_stopped_to_take_writes_is_left(postgres: Postgres, postgres_url: str) -> None:
    """As one that has been made a standby behind a pooler, whose connections last."""
    database = PostgresDatabase(make_url(postgres_url))
    attempts: list[int] = []

    def write(connection: Connection) -> None:
        if not attempts:
            connection.execute(text("set session characteristics as transaction read only"))
            connection.execute(text("set transaction read only"))
        attempts.append(connection.execute(text("select pg_backend_pid()")).scalar_one())
        connection.execute(text("create table note (id int)"))

    await database.run(write)
    assert len(set(attempts)) == len(attempts) == 2
    await database.close()


async def test_what_can_be_mended_is_told_before_what_is_only_away(postgres_url: str) -> None:
    url, (host, port) = make_url(postgres_url), place(postgres_url)
    options = {"user": url.username, "password": url.password, "database": "nowhere"}
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await Servers(writes=True).connect(host=[host, "127.0.0.1"], port=[port, 1], **options)


async def test_without_a_host_the_driver_s_own_settings_hold(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, (host, port) = make_url(postgres_url), place(postgres_url)
    monkeypatch.setenv("PGHOST", host)
    monkeypatch.setenv("PGPORT", str(port))
    options = {"user": url.username, "password": url.password, "database": url.database}
    connection = await Servers(writes=True).connect(**options)
    assert await connection.fetchval("show lock_timeout") == "5s"
    await connection.close()
