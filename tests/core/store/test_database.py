"""A database that can't be used says why in a word, keeps nothing half, and goes on afterwards."""

import asyncio
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from core.domain.errors import StoreAway
from core.store.database import Database, DatabaseUnusable, open_database
from tests.fakes.postgres import Postgres

metadata = MetaData()
note = Table("note", metadata, Column("id", Integer, primary_key=True), Column("text", Text, nullable=False))

LONG = "x" * 100_000


@pytest.fixture
async def database(grove_url: str) -> AsyncIterator[Database]:
    """A database with one table."""
    opened = open_database(grove_url)
    await opened.run(metadata.create_all)
    yield opened
    await opened.run(metadata.drop_all)
    await opened.close()


@pytest.fixture
async def sqlite_database(tmp_path: Path) -> AsyncIterator[Database]:
    """The same, in a file."""
    opened = open_database(f"sqlite:///{tmp_path / 'notes.sqlite'}")
    await opened.run(metadata.create_all)
    yield opened
    await opened.close()


def write(connection: Connection, id: int, text: str = "a note") -> None:
    connection.execute(insert(note), {"id": id, "text": text})


def write_all(connection: Connection, ids: Iterable[int], text: str = "a note") -> None:
    for id in ids:
        write(connection, id, text)


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(note)).scalar_one())


# transactions


async def test_what_a_function_writes_is_there_when_it_returns(database: Database) -> None:
    await database.run(lambda connection: write(connection, 1))
    assert await database.read(count) == 1


async def test_a_function_that_raises_leaves_nothing_and_the_next_one_runs(database: Database) -> None:
    def stumble(connection: Connection) -> None:
        write(connection, 1)
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        await database.run(stumble)
    await database.run(lambda connection: write(connection, 2))
    assert await database.read(count) == 1


async def test_rows_stream_in_order(database: Database) -> None:
    await database.run(lambda connection: write_all(connection, range(1200)))
    assert [row.id async for row in database.stream(select(note.c.id).order_by(note.c.id))] == list(range(1200))


async def test_concurrent_transactions_lose_no_change(database: Database) -> None:
    await database.run(lambda connection: write(connection, 1, ""))
    longer = update(note).values(text=note.c.text + "x")
    await asyncio.gather(*(database.run(lambda connection: connection.execute(longer)) for _ in range(30)))
    assert len(await database.read(lambda connection: connection.execute(select(note.c.text)).scalar_one())) == 30


async def test_two_first_comers_with_one_key_are_both_heard(postgres_url: str) -> None:
    """On PostgreSQL the second insert fails, is run again, and finds the row."""
    database = open_database(postgres_url)
    await database.run(metadata.create_all)

    def join(connection: Connection) -> bool:
        if connection.execute(select(note.c.id).where(note.c.id == 1)).first():
            return False
        connection.execute(text("select pg_sleep(0.02)"))
        write(connection, 1)
        return True

    assert sorted(await asyncio.gather(*(database.run(join) for _ in range(4)))) == [False, False, False, True]
    await database.close()


async def test_transactions_that_wait_for_each_other_are_told_apart_and_run_again(postgres_url: str) -> None:
    database = open_database(postgres_url)
    await database.run(metadata.create_all)
    await database.run(lambda connection: write_all(connection, (1, 2), ""))

    def append(connection: Connection, *ids: int) -> None:
        for id in ids:
            connection.execute(update(note).where(note.c.id == id).values(text=note.c.text + "x"))
            connection.execute(text("select pg_sleep(0.02)"))

    await asyncio.gather(
        database.run(lambda connection: append(connection, 1, 2)),
        database.run(lambda connection: append(connection, 2, 1)),
    )
    rows = await database.read(lambda connection: connection.execute(select(note.c.text)).scalars().all())
    assert rows == ["xx", "xx"]
    await database.close()


async def test_a_mistake_of_ours_is_raised_as_it_is(sqlite_database: Database) -> None:
    await sqlite_database.run(lambda connection: write(connection, 1))
    with pytest.raises(IntegrityError):
        await sqlite_database.run(lambda connection: write(connection, 1))


# SQLite that can't


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Databases that wait for others no longer than a blink."""
    monkeypatch.setattr("core.store.sqlite.BUSY_SECONDS", 0.05)


@contextmanager
def locked_by_another(path: Path) -> Iterator[None]:
    """The file, as another process holds it in the middle of its own transaction."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    try:
        yield
    finally:
        other.execute("rollback")
        other.close()


@pytest.mark.usefixtures("impatient")
async def test_a_locked_database_is_busy_and_takes_the_text_when_it_is_free_again(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'notes.sqlite'}")
    await database.run(metadata.create_all)
    with locked_by_another(tmp_path / "notes.sqlite"):
        with pytest.raises(StoreAway) as refused:
            await database.run(lambda connection: write(connection, 1))
        assert refused.value.arguments == {"reason": "busy"}
        assert await database.read(count) == 0  # reading goes on
    await database.run(lambda connection: write(connection, 1))
    assert await database.read(count) == 1
    await database.close()


async def test_a_full_disk_stores_nothing_and_says_so_and_smaller_things_still_fit(sqlite_database: Database) -> None:
    def limit(connection: Connection, spare: int) -> None:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count = {pages + spare}")

    await sqlite_database.run(lambda connection: limit(connection, 8))

    def two(connection: Connection) -> None:
        write(connection, 1)
        write(connection, 2, LONG)

    with pytest.raises(StoreAway) as refused:
        await sqlite_database.run(two)
    assert refused.value.arguments == {"reason": "full"}
    assert await sqlite_database.read(count) == 0
    await sqlite_database.run(lambda connection: write(connection, 3))
    await sqlite_database.run(lambda connection: limit(connection, 100))
    await sqlite_database.run(two)
    assert await sqlite_database.read(count) == 3


async def test_what_is_no_database_is_left_alone_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 1000)
    database = open_database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnusable, match="not a healthy database: restore a backup, or name another file"):
        await database.run(metadata.create_all)
    await database.close()
    assert path.read_text().startswith("Dear reader")


async def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a' / 'b' / 'notes.sqlite'}")
    await database.run(metadata.create_all)
    await database.close()
    assert (tmp_path / "a" / "b" / "notes.sqlite").exists()


def test_a_folder_that_can_not_be_made_is_named_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DatabaseUnusable, match=r"The folder .*file.* can't be made .*: name another one"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'notes.sqlite'}")


async def test_a_folder_in_place_of_a_file_is_said_to_be_unwritable(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}")
    with pytest.raises(StoreAway) as refused:
        await database.run(metadata.create_all)
    assert refused.value.arguments == {"reason": "unwritable"}
    await database.close()


async def test_a_database_that_may_only_be_read_is_said_to_be_unwritable(sqlite_database: Database) -> None:
    await sqlite_database.run(lambda connection: connection.exec_driver_sql("pragma query_only = on"))
    with pytest.raises(StoreAway) as refused:
        await sqlite_database.run(lambda connection: write(connection, 1))
    assert refused.value.arguments == {"reason": "unwritable"}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite://"])
def test_a_database_in_memory_is_refused_because_it_keeps_nothing(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="memory loses everything: name a file"):
        open_database(url)


def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(DatabaseUnusable, match="'mysql' are not supported: use sqlite or postgresql"):
        open_database("mysql://localhost/trees")


async def test_a_slow_transaction_does_not_stop_the_event_loop(sqlite_database: Database) -> None:
    """D24: the work is done elsewhere; here others go on, and may even be what it waits for."""
    gate = threading.Event()

    def slow(connection: Connection) -> bool:
        write(connection, 1)
        return gate.wait(10)

    waiting = asyncio.create_task(sqlite_database.run(slow))
    assert await sqlite_database.read(count) == 0
    gate.set()
    assert await waiting


# PostgreSQL that can't


def test_a_missing_driver_is_named_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(DatabaseUnusable, match=r"install the extra, arboretum\[postgres\]"):
        open_database("postgresql://nobody@127.0.0.1/trees")


async def test_a_server_that_is_away_is_said_to_be_away(unused_tcp_port: int) -> None:
    database = open_database(f"postgresql://nobody@127.0.0.1:{unused_tcp_port}/trees")
    with pytest.raises(StoreAway) as refused:
        await database.run(count)
    assert refused.value.arguments == {"reason": "away"}
    await database.close()


async def test_a_connection_that_breaks_is_away_once_and_made_anew(postgres: Postgres, postgres_url: str) -> None:
    database = open_database(postgres_url)
    await database.run(metadata.create_all)
    name = database.url.database
    postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
    with pytest.raises(StoreAway) as refused:
        await database.run(lambda connection: write(connection, 1))
    assert refused.value.arguments == {"reason": "away"}
    await database.run(lambda connection: write(connection, 1))
    assert await database.read(count) == 1
    await database.close()
