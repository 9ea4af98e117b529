"""What has queued up while SQLite commits is committed together, and nobody pays for another's trouble."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, select

from core.domain.errors import StoreAway
from core.store.database import Database, open_database

metadata = MetaData()
note = Table("note", metadata, Column("id", Integer, primary_key=True), Column("text", Text, nullable=False))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A file with one table."""
    opened = open_database(f"sqlite:///{tmp_path / 'notes.sqlite'}")
    await opened.run(metadata.create_all)
    yield opened
    await opened.close()


def writes(id: int, text: str = "a note") -> Callable[[Connection], int]:
    def write(connection: Connection) -> int:
        connection.execute(insert(note), {"id": id, "text": text})
        return id

    return write


def stumbles(connection: Connection) -> None:
    writes(99)(connection)
    raise LookupError("half way")


async def queued(database: Database, *jobs: Callable[[Connection], object]) -> tuple[list[object], list[str]]:
    """What jobs came to that all had to wait for the same one before them, and what SQLite was told meanwhile."""
    begun, gate, told = threading.Event(), threading.Event(), list[str]()

    def block(connection: Connection) -> None:
        begun.set()
        gate.wait(10)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(told.append)

    first = asyncio.create_task(database.run(block))
    assert await asyncio.to_thread(begun.wait, 10)
    others = [asyncio.create_task(database.run(job)) for job in jobs]
    await asyncio.sleep(0)  # they have taken their places
    gate.set()
    await first
    return list(await asyncio.gather(*others, return_exceptions=True)), told


def ids(connection: Connection) -> list[int]:
    return list(connection.execute(select(note.c.id).order_by(note.c.id)).scalars())


async def test_what_waits_is_committed_together(database: Database) -> None:
    answers, told = await queued(database, *(writes(id) for id in range(1, 6)))
    assert answers == [1, 2, 3, 4, 5]
    assert told.count("COMMIT") == 2  # of the one before, and of these five
    assert await database.read(ids) == [1, 2, 3, 4, 5]


async def test_a_job_that_raises_undoes_only_itself(database: Database) -> None:
    answers, told = await queued(database, writes(1), stumbles, writes(2))
    assert (answers[0], answers[2]) == (1, 2)
    assert isinstance(answers[1], LookupError)
    assert told.count("COMMIT") == 2
    assert await database.read(ids) == [1, 2]


async def test_where_the_disk_is_too_small_for_one_the_others_are_stored(database: Database) -> None:
    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 8}")

    await database.run(limit)
    answers, _ = await queued(database, writes(1), writes(2, "x" * 100_000), writes(3))
    assert (answers[0], answers[2]) == (1, 3)
    assert isinstance(answers[1], StoreAway)
    assert answers[1].arguments == {"reason": "full"}
    assert await database.read(ids) == [1, 3]


async def test_who_is_answered_can_be_read_by_everybody(database: Database, tmp_path: Path) -> None:
    await queued(database, writes(1), writes(2))
    other = sqlite3.connect(tmp_path / "notes.sqlite")
    assert other.execute("select count(*) from note").fetchone() == (2,)
    other.close()


async def test_who_only_looks_does_not_wait_for_somebody_who_looks_long(database: Database) -> None:
    await database.run(writes(1))
    begun, gate = threading.Event(), threading.Event()

    def look_long(connection: Connection) -> list[int]:
        begun.set()
        gate.wait(10)
        return ids(connection)

    long = asyncio.create_task(database.read(look_long))
    assert await asyncio.to_thread(begun.wait, 10)
    assert await asyncio.gather(*(database.read(ids) for _ in range(20))) == [[1]] * 20
    await database.run(writes(2))
    assert await database.read(ids) == [1, 2]
    assert not long.done()
    gate.set()
    await long


async def test_a_job_that_nobody_waits_for_any_more_is_not_begun(database: Database) -> None:
    begun, gate = threading.Event(), threading.Event()

    def block(connection: Connection) -> None:
        begun.set()
        gate.wait(10)

    first = asyncio.create_task(database.run(block))
    assert await asyncio.to_thread(begun.wait, 10)
    given_up = asyncio.create_task(database.run(writes(1)))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.sleep(0)
    gate.set()
    await first
    await database.run(writes(2))
    assert await database.read(ids) == [2]


async def test_a_closed_database_says_so_every_time(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'notes.sqlite'}")
    await database.run(metadata.create_all)
    await database.close()
    for _ in range(2):
        with pytest.raises(RuntimeError, match="has been closed"):
            await database.run(ids)
