"""PostgreSQL: many transactions at once; one that lost a race is run again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import PoolProxiedConnection

from core.domain.errors import Refusal, StoreAway
from core.store.commits import Commits
from core.store.database import DatabaseUnusable, LostRace, Result, Work
from core.store.servers import CONNECT, Servers
from core.store.trouble import refusal, state

ATTEMPTS = 6  # of a transaction that lost a race
PAUSE = 0.005  # seconds before the second attempt; it doubles each time
_WAIT = 10.0  # seconds for one of the connections
_CONNECTIONS = 16
_STATEMENTS = 512  # kept prepared per connection
# Serialisation failure, deadlock, two first-comers inserting one row: the next attempt sees what the other did. And a
# statement that was prepared before an upgrade of the tables.
_RACES = ("40001", "40P01", "23505", "0A000")
_READ_ONLY = "25006"  # this server follows another one now, or takes no writes: the next attempt goes elsewhere
_WAITS = text("select count(*) from pg_stat_activity where pid = :pid and wait_event = 'SyncRep'")


class PostgresDatabase:
    """A server reached through asyncpg; see Database. `writes` False opens one that only follows another as well."""

    def __init__(self, url: URL, *, writes: bool = True) -> None:
        self.url = url.set(drivername="postgresql+asyncpg")
        self._attempts = ATTEMPTS if writes else 1
        self._commits = Commits(self._waits_for_standby)
        try:
            self._engine = _engine(self.url, writes)
        except ModuleNotFoundError as error:
            raise DatabaseUnusable("PostgreSQL needs its driver: install the extra, arboretum[postgres].") from error

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run; growing pauses lie between the attempts."""
        if self._commits.stuck:
            raise StoreAway(reason="busy")
        return await self._insist(work)

    async def read(self, work: Work[Result]) -> Result:
        """See Database.read."""
        return await self._insist(work)

    async def _insist(self, work: Work[Result]) -> Result:
        for attempt in range(self._attempts):
            try:
                return await self._run(work)
            except Refusal:
                raise
            except NoneFree as error:
                raise StoreAway(reason="busy") from error
            except Exception as error:
                if attempt == self._attempts - 1 or not _lost_race(error):
                    raise self._told(error) from error
                await asyncio.sleep(PAUSE * 2**attempt)
        raise AssertionError("unreachable")

    async def _run(self, work: Work[Result]) -> Result:
        """One attempt. The transaction is the driver's own, as prepared statements go to the driver too."""
        async with AsyncExitStack() as holding:
            connection = await holding.enter_async_context(self._engine.connect())
            async with _transaction(connection, self._commits, holding):
                return await connection.run_sync(work)

    def _told(self, error: Exception) -> BaseException:
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # the driver may cover that up
            return asyncio.CancelledError()
        return StoreAway(reason="away") if isinstance(error, OSError | TimeoutError) else refusal(error, self.url)

    async def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """See Database.stream."""
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ")
            async for row in await connection.stream(select.execution_options(yield_per=500)):
                yield row

    async def close(self) -> None:
        """See Database.close."""
        await self._commits.close()
        await self._engine.dispose()

    async def _waits_for_standby(self, pid: int) -> bool:
        """Whether a commit still does; no, where the server itself says nothing."""
        try:
            async with asyncio.timeout(CONNECT), self._engine.connect() as connection:
                return bool((await connection.execute(_WAITS, {"pid": pid})).scalar_one())
        except Exception:
            return False


def _engine(url: URL, writes: bool) -> AsyncEngine:
    """An engine that begins and commits nothing by itself, and hands out no connection that has gone."""
    engine = create_async_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT,
        connect_args={"statement_cache_size": _STATEMENTS, "async_creator_fn": Servers(writes=writes).connect},
    )

    @event.listens_for(engine.sync_engine, "checkout")
    def check(connection: Any, *_: Any) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


@asynccontextmanager
async def _transaction(connection: AsyncConnection, commits: Commits, holding: AsyncExitStack) -> AsyncIterator[None]:
    """Committed at the end, undone by an error.

    Where that itself goes wrong the connection is used no more.
    """
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None
    of_work: BaseException | None = None
    try:
        await driver.execute("BEGIN")
        try:
            yield
        except BaseException as error:
            of_work = error
            await driver.execute("ROLLBACK")
            raise
        await commits.commit(driver, partial(_leave, raw, holding))
    except BaseException as error:
        gone = driver.is_closed()
        if (error is not of_work or state(error) == _READ_ONLY) and not commits.keep(driver):
            await connection.invalidate()
        told = of_work or error
        if gone and isinstance(told, Exception) and not isinstance(told, Refusal):
            raise StoreAway(reason="away") from told
        if told is error:
            raise
        raise told from error


def _leave(raw: PoolProxiedConnection, holding: AsyncExitStack) -> AsyncExitStack:
    """Take a connection out of the pool, and let somebody else close it."""
    raw.detach()
    return holding.pop_all()


def _lost_race(error: Exception) -> bool:
    return isinstance(error, LostRace) or state(error) in (*_RACES, _READ_ONLY)
