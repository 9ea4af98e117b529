"""A database reached in one hop per transaction: a plain function runs whole, over a plain connection."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Row, Select, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

from core.domain.errors import StoreAway

Result = TypeVar("Result")
Work = Callable[[Connection], Result]

BUSY_SECONDS = 10
# A checkpoint forces the whole file to the disk: every 4,000 pages is often enough. The cache is in kibibytes.
_PRAGMAS = ("wal_autocheckpoint=4000", "cache_size=-32768", "temp_store=memory", "foreign_keys=on")
_SIGNS = {
    "full": ("disk is full", "no space"),
    "busy": ("locked", "busy"),
    "unwritable": ("readonly", "unable to open", "disk i/o"),
}
ATTEMPTS = 6  # of a transaction that lost a race on PostgreSQL


class DatabaseUnusable(Exception):
    """The database can't be opened by this program; the sentence says what to do."""


class LostRace(Exception):
    """Another transaction was faster: this one is to be run again, and will see what that one did."""


class Database(Protocol):
    """Where transactions run."""

    url: URL

    async def run(self, work: Work[Result]) -> Result:
        """Run a function in one durable transaction of its own: committed when this returns, undone when it raises."""
        ...

    async def read(self, work: Work[Result]) -> Result:
        """Run a function that only reads, beside the writer."""
        ...

    def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """The rows of a query, in constant memory, as of one moment."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


def open_database(url: str, *, durable: bool = True) -> Database:
    """The database behind a URL, SQLite or PostgreSQL; `durable` False is for what may be lost, as in a rehearsal."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return SqliteDatabase(parsed, durable=durable)
        case "postgresql":
            return PostgresDatabase(parsed)
        case other:
            raise DatabaseUnusable(f"Databases of kind {other!r} are not supported: use sqlite or postgresql.")


class SqliteDatabase:
    """One file, one writer thread: no transaction of this process ever waits for another's lock inside SQLite."""

    def __init__(self, url: URL, *, durable: bool = True) -> None:
        if not url.database or url.database == ":memory:":
            raise DatabaseUnusable("A database in memory loses everything: name a file, as in sqlite:///trees.db.")
        _make_folder(Path(url.database).parent)
        self.url = url.set(drivername="sqlite")
        self._writer = _sqlite_engine(self.url, durable)
        self._reader = _sqlite_engine(self.url, durable)
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="sqlite-writer")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="sqlite-reader")

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run."""
        return await asyncio.get_running_loop().run_in_executor(
            self._writing, _transact, self._writer, "BEGIN IMMEDIATE", work
        )

    async def read(self, work: Work[Result]) -> Result:
        """See Database.read."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, _transact, self._reader, "BEGIN", work)

    async def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """See Database.stream."""
        engine = create_async_engine(self.url.set(drivername="sqlite+aiosqlite"), poolclass=NullPool)
        async with _disposing(engine), engine.connect() as connection:
            async for row in await connection.stream(select.execution_options(yield_per=500)):
                yield row

    async def close(self) -> None:
        """See Database.close."""
        for executor, engine in ((self._writing, self._writer), (self._reading, self._reader)):
            await asyncio.get_running_loop().run_in_executor(executor, engine.dispose)
            executor.shutdown()


class PostgresDatabase:
    """PostgreSQL through asyncpg; a transaction that lost a race is run again, with growing pauses."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+asyncpg")
        self._engine = create_async_engine(self.url, pool_size=16, max_overflow=0, pool_timeout=BUSY_SECONDS)

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run."""
        for attempt in range(ATTEMPTS):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(work)
            except (DBAPIError, LostRace) as error:
                if attempt == ATTEMPTS - 1 or not _lost_race(error):
                    raise _refusal(error, self.url) from error
                await asyncio.sleep(0.005 * 2**attempt)
            except (OSError, TimeoutError) as error:
                raise StoreAway(reason="away") from error
        raise AssertionError("unreachable")

    async def read(self, work: Work[Result]) -> Result:
        """See Database.read."""
        return await self.run(work)

    async def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """See Database.stream."""
        async with self._engine.connect() as connection:
            async for row in await connection.stream(select.execution_options(yield_per=500)):
                yield row

    async def close(self) -> None:
        """See Database.close."""
        await self._engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(f"The folder {folder} can't be made ({error.strerror}): name another one.") from error


def _sqlite_engine(url: URL, durable: bool) -> Engine:
    engine = create_engine(
        url, poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        safety = "full" if durable else "off"
        for pragma in ("journal_mode=wal", f"synchronous={safety}", *_PRAGMAS):
            connection.execute(f"pragma {pragma}")

    return engine


def _transact(engine: Engine, begin: str, work: Work[Result]) -> Result:
    """One transaction; BEGIN is said here, because an engine with event listeners pays for them at each statement."""
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(begin)
            return work(connection)
    except (DBAPIError, sqlite3.Error) as error:
        raise _refusal(error, engine.url) from error


def _lost_race(error: DBAPIError | LostRace) -> bool:
    """A serialisation failure, a deadlock, or two first-comers inserting the same row: the second try sees the row."""
    return isinstance(error, LostRace) or getattr(error.orig, "sqlstate", None) in ("40001", "40P01", "23505")


def _refusal(error: DBAPIError | LostRace | sqlite3.Error, url: URL) -> Exception:
    """What an unwilling database means to the person who waits: nothing was stored, and why."""
    if isinstance(error, LostRace):
        return StoreAway(reason="busy")
    sentence = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if "not a database" in sentence or "malformed" in sentence:
        return DatabaseUnusable(f"{url.database} is not a healthy database: restore a backup, or name another file.")
    for reason, signs in _SIGNS.items():
        if any(sign in sentence for sign in signs):
            return StoreAway(reason=reason)
    if isinstance(error, DBAPIError) and (error.connection_invalidated or "connect" in sentence):
        return StoreAway(reason="away")
    return error


@asynccontextmanager
async def _disposing(engine: AsyncEngine) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await engine.dispose()
