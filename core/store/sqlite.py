"""SQLite: one file, one thread that writes and some that read; what waits while it commits is committed together."""

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
READERS = 3  # a count of everything takes seconds, for which others who only look do not wait
_CACHE, _READERS_CACHE = 32, 16  # mebibytes, at most
# A checkpoint forces the whole file to the disk: every 4,000 pages is often enough.
_PRAGMAS = ("wal_autocheckpoint=4000", "temp_store=memory", "foreign_keys=on")


class SqliteDatabase:
    """A file; see Database. No transaction of this process ever waits for another's lock inside SQLite."""

    def __init__(self, url: URL, *, durable: bool = True) -> None:
        if not url.database or url.database == ":memory:":
            raise DatabaseUnusable("A database in memory loses everything: name a file, as in sqlite:///trees.db.")
        _make_folder(Path(url.database).parent)
        self.url = url.set(drivername="sqlite")
        self._writer = _Threads([_Seat("BEGIN IMMEDIATE", _engine(self.url, durable, _CACHE))], TOGETHER)
        self._readers = _Threads([_Seat("BEGIN", _engine(self.url, durable, _READERS_CACHE)) for _ in range(READERS)])

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run."""
        return await self._writer.run(work)

    async def read(self, work: Work[Result]) -> Result:
        """See Database.read."""
        return await self._readers.run(work)

    async def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """See Database.stream."""
        engine = create_async_engine(self.url.set(drivername="sqlite+aiosqlite"), poolclass=NullPool)
        async with _disposing(engine), engine.connect() as connection:
            async for row in await connection.stream(select.execution_options(yield_per=500)):
                yield row

    async def close(self) -> None:
        """See Database.close."""
        await self._writer.close()
        await self._readers.close()


class _Threads:
    """Threads with a connection each, and the jobs that wait for the first that is idle.

    A commit costs as much as a transaction's other work. So whoever writes takes all that has queued up meanwhile, and
    nobody is answered before it is committed.
    """

    def __init__(self, seats: list["_Seat"], together: int = 1) -> None:
        self._seats = seats
        self._together = together
        self._idle = list(seats)
        self._jobs: deque[_Job] = deque()
        self._closed = False
        self._lock = Lock()  # of the three above
        self._threads = ThreadPoolExecutor(len(seats), thread_name_prefix="sqlite")

    async def run(self, work: Work[Result]) -> Result:
        job = _Job(work, asyncio.get_running_loop())
        with self._lock:
            if self._closed:
                raise RuntimeError("the database has been closed")
            self._jobs.append(job)
            seat = self._idle.pop() if self._idle else None
        if seat is not None:
            self._threads.submit(self._work_off, seat)
        return await job.answer  # type: ignore[no-any-return]

    async def close(self) -> None:
        with self._lock:
            self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        for seat in self._seats:
            seat.leave()

    def _work_off(self, seat: "_Seat") -> None:
        """Run jobs until none is left."""
        while jobs := self._next(seat):
            wanted = [job for job in jobs if not job.answer.cancelled()]
            _tell(wanted, seat.answers([job.work for job in wanted]))

    def _next(self, seat: "_Seat") -> list["_Job"]:
        with self._lock:
            jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), self._together))]
            if not jobs:
                self._idle.append(seat)
        return jobs


class _Seat:
    """A connection, at which one thread works at a time."""

    def __init__(self, begin: str, engine: Engine) -> None:
        self._begin = begin
        self._engine = engine
        self._connection: Connection | None = None

    def answers(self, works: list[Work[Any]]) -> list[Any]:
        """What each came to, or _Failed: all in one transaction, where that does not break."""
        together = self._together(works) if len(works) > 1 else None
        return together or [self._alone(work) for work in works]

    def leave(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()

    def _together(self, works: list[Work[Any]]) -> list[Any] | None:
        """All committed at once, each behind a savepoint of its own; None when that broke and nothing was kept."""
        try:
            connection, driver = self._connect()
            driver.execute(self._begin)
            answers = [_behind_savepoint(connection, driver, work) for work in works]
            driver.execute("COMMIT")
        except Exception:  # each is tried alone then, and told its own reason
            self._roll_back()
            return None
        return answers

    def _alone(self, work: Work[Any]) -> Any:
        """In a transaction of its own."""
        try:
            connection, driver = self._connect()
            driver.execute(self._begin)
            answer = work(connection)
            driver.execute("COMMIT")
        except (DBAPIError, sqlite3.Error) as error:
            self._roll_back()
            return _Failed(refusal(error, self._engine.url), error)
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


def _engine(url: URL, durable: bool, cache: int) -> Engine:
    """An engine that never begins or commits by itself: that is said to the driver, where it costs least."""
    connect_args = {"check_same_thread": False, "timeout": BUSY_SECONDS}
    engine = create_engine(url, poolclass=StaticPool, connect_args=connect_args, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        safety = "full" if durable else "off"
        for pragma in ("journal_mode=wal", f"synchronous={safety}", f"cache_size={-1024 * cache}", *_PRAGMAS):
            connection.execute(f"pragma {pragma}")

    return engine


@asynccontextmanager
async def _disposing(engine: AsyncEngine) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await engine.dispose()
