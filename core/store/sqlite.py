"""SQLite: one file, one thread that writes; what waits while it commits is committed together."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Lock
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
        self._jobs: deque[_Job] = deque()
        self._at_work = False
        self._closed = False
        self._lock = Lock()  # of the three above
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    async def run(self, work: Work[Result]) -> Result:
        job = _Job(work, asyncio.get_running_loop())
        with self._lock:
            if self._closed:
                raise RuntimeError("the database has been closed")
            self._jobs.append(job)
            asleep, self._at_work = not self._at_work, True
        if asleep:
            self._thread.submit(self._work_off)
        return await job.answer  # type: ignore[no-any-return]

    async def close(self) -> None:
        with self._lock:
            self._closed = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    def _work_off(self) -> None:
        """Run jobs until none is left."""
        while jobs := self._next():
            wanted = [job for job in jobs if not job.answer.cancelled()]
            answers = self._together(wanted) if len(wanted) > 1 else None
            _tell(wanted, answers or [self._alone(job.work) for job in wanted])

    def _next(self) -> list["_Job"]:
        with self._lock:
            jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), TOGETHER))]
            self._at_work = bool(jobs)
        return jobs

    def _together(self, jobs: list["_Job"]) -> list[Any] | None:
        """What each job came to, all committed at once; None when the common transaction broke and nothing was kept."""
        try:
            connection, driver = self._connect()
            driver.execute(self._begin)
            answers = [_behind_savepoint(connection, driver, job.work) for job in jobs]
            driver.execute("COMMIT")
        except Exception:  # each is tried alone then, and told its own reason
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


class _Job:
    """Work for the thread, and the answer that somebody in a loop awaits."""

    def __init__(self, work: Work[Any], loop: asyncio.AbstractEventLoop) -> None:
        self.work = work
        self.loop = loop
        self.answer: asyncio.Future[Any] = loop.create_future()

    def tell(self, answer: Any) -> None:
        """Answer whoever still waits; in the loop's own thread."""
        if self.answer.done():
            return
        if isinstance(answer, _Failed):
            self.answer.set_exception(answer.error)
        else:
            self.answer.set_result(answer)


def _tell(jobs: list[_Job], answers: list[Any]) -> None:
    """Bring the answers of jobs that were done together to their loop, all at once."""
    for loop in dict.fromkeys(job.loop for job in jobs):
        told = [(job, answer) for job, answer in zip(jobs, answers, strict=True) if job.loop is loop]
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_tell_each, told)


def _tell_each(told: list[tuple[_Job, Any]]) -> None:
    for job, answer in told:
        job.tell(answer)


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
