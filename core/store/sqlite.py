"""SQLite: one file, one thread that writes; what waits while it commits is committed together."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

from core.store.database import DatabaseUnusable, Result, Work
from core.store.trouble import refusal

BUSY_SECONDS = 10  # how long another process may hold the file
TOGETHER = 64  # transactions in one commit, at most
# A checkpoint forces the whole file to the disk: every 4,000 pages is often enough. The cache is in kibibytes.
_PRAGMAS = ("wal_autocheckpoint=4000", "cache_size=-32768", "temp_store=memory", "foreign_keys=on")

Job = tuple[Work[Any], "Future[Any]"]


class SqliteDatabase:
    """A file; see Database. No transaction of this process ever waits for another's lock inside SQLite."""

    def __init__(self, url: URL, *, durable: bool = True) -> None:
        if not url.database or url.database == ":memory:":
            raise DatabaseUnusable("A database in memory loses everything: name a file, as in sqlite:///trees.db.")
        _make_folder(Path(url.database).parent)
        self.url = url.set(drivername="sqlite")
        self._writer = _Thread(self.url, "BEGIN IMMEDIATE", durable)
        self._reader = _Thread(self.url, "BEGIN", durable)

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run."""
        return await self._writer.run(work)

    async def read(self, work: Work[Result]) -> Result:
        """See Database.read."""
        return await self._reader.run(work)

    async def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """See Database.stream."""
        engine = create_async_engine(self.url.set(drivername="sqlite+aiosqlite"), poolclass=NullPool)
        async with _disposing(engine), engine.connect() as connection:
            async for row in await connection.stream(select.execution_options(yield_per=500)):
                yield row

    async def close(self) -> None:
        """See Database.close."""
        await self._writer.close()
        await self._reader.close()


class _Thread:
    """A thread with a connection of its own.

    A commit costs as much as a transaction's other work. So all that has queued up meanwhile runs in one transaction,
    each job behind a savepoint of its own, and nobody is answered before that transaction is committed.
    """

    def __init__(self, url: URL, begin: str, durable: bool) -> None:
        self._url = url
        self._begin = begin
        self._engine = _engine(url, durable)
        self._connection: Connection | None = None
        self._jobs: deque[Job] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    async def run(self, work: Work[Result]) -> Result:
        job: Future[Result] = Future()
        self._jobs.append((work, job))
        self._thread.submit(self._work_off)
        return await asyncio.wrap_future(job)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    def _work_off(self) -> None:
        """Run what waits; a job whose turn came together with an earlier one leaves nothing to do here."""
        jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), TOGETHER))]
        jobs = [(work, job) for work, job in jobs if job.set_running_or_notify_cancel()]
        if len(jobs) > 1 and (answers := self._together(jobs)) is not None:
            for (_, job), answer in zip(jobs, answers, strict=True):
                _answer(job, answer)
            return
        for work, job in jobs:
            _answer(job, self._alone(work))

    def _together(self, jobs: list[Job]) -> list[Any] | None:
        """What each job came to, all committed at once; None when the common transaction broke and nothing was kept."""
        try:
            connection, driver = self._connect()
            driver.execute(self._begin)
            answers = [_behind_savepoint(connection, driver, work) for work, _ in jobs]
            driver.execute("COMMIT")
        except (DBAPIError, sqlite3.Error):
            self._roll_back()
            return None
        return answers

    def _alone(self, work: Work[Any]) -> Any:
        """What a job came to in a transaction of its own."""
        try:
            connection, driver = self._connect()
            driver.execute(self._begin)
            answer = work(connection)
            driver.execute("COMMIT")
        except (DBAPIError, sqlite3.Error) as error:
            self._roll_back()
            return _Failed(refusal(error, self._url), error)
        except BaseException as error:
            self._roll_back()
            return _Failed(error)
        return answer

    def _connect(self) -> tuple[Connection, sqlite3.Connection]:
        if self._connection is None:
            self._connection = self._engine.connect()
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return self._connection, driver

    def _roll_back(self) -> None:
        """Undo what is open; SQLite may have done so by itself, as when the disk is full."""
        if self._connection is None:
            return
        driver = self._connect()[1]
        with suppress(sqlite3.Error):
            if driver.in_transaction:
                driver.execute("ROLLBACK")

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()


class _Failed:
    """A job that raised; `cause` is what the driver said."""

    def __init__(self, error: BaseException, cause: BaseException | None = None) -> None:
        self.error = error
        if cause is not None and cause is not error:
            error.__cause__ = cause


def _answer(job: "Future[Any]", answer: Any) -> None:
    if isinstance(answer, _Failed):
        job.set_exception(answer.error)
    else:
        job.set_result(answer)


def _behind_savepoint(connection: Connection, driver: sqlite3.Connection, work: Work[Any]) -> Any:
    """What one of several jobs came to; its own mistake undoes only itself, the database's ends the whole."""
    driver.execute("SAVEPOINT job")
    try:
        answer = work(connection)
    except (DBAPIError, sqlite3.Error):
        raise
    except BaseException as error:
        driver.execute("ROLLBACK TO job")
        answer = _Failed(error)
    driver.execute("RELEASE job")
    return answer


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(f"The folder {folder} can't be made ({error.strerror}): name another one.") from error


def _engine(url: URL, durable: bool) -> Engine:
    """An engine that never begins or commits by itself: that is said to the driver, where it costs least."""
    connect_args = {"check_same_thread": False, "timeout": BUSY_SECONDS}
    engine = create_engine(url, poolclass=StaticPool, connect_args=connect_args, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        safety = "full" if durable else "off"
        for pragma in ("journal_mode=wal", f"synchronous={safety}", *_PRAGMAS):
            connection.execute(f"pragma {pragma}")

    return engine


@asynccontextmanager
async def _disposing(engine: AsyncEngine) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await engine.dispose()
