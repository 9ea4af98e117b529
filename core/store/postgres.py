"""PostgreSQL: many transactions at once; one that lost a race is run again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Row, Select, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.domain.errors import Refusal, StoreAway
from core.store.database import DatabaseUnusable, LostRace, Result, Work
from core.store.trouble import refusal

ATTEMPTS = 6  # of a transaction that lost a race
PAUSE = 0.005  # seconds before the second attempt; it doubles each time
_WAIT = 10.0  # seconds for one of the connections
_CONNECT = 5.0  # seconds to make one
_CONNECTIONS = 16
_STATEMENTS = 512  # kept prepared per connection
# Serialisation failure, deadlock, two first-comers inserting one row: the next attempt sees what the other did. And a
# statement that was prepared before an upgrade of the tables.
_RACES = ("40001", "40P01", "23505", "0A000")


class PostgresDatabase:
    """A server reached through asyncpg; see Database."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+asyncpg")
        try:
            self._engine = _engine(self.url)
        except ModuleNotFoundError as error:
            raise DatabaseUnusable("PostgreSQL needs its driver: install the extra, arboretum[postgres].") from error

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run; growing pauses lie between the attempts."""
        for attempt in range(ATTEMPTS):
            try:
                return await self._run(work)
            except Refusal:
                raise
            except NoneFree as error:
                raise StoreAway(reason="busy") from error
            except Exception as error:
                if attempt == ATTEMPTS - 1 or not _lost_race(error):
                    raise self._told(error) from error
                await asyncio.sleep(PAUSE * 2**attempt)
        raise AssertionError("unreachable")

    async def _run(self, work: Work[Result]) -> Result:
        """One attempt. The transaction is the driver's own, as prepared statements go to the driver too."""
        async with self._engine.connect() as connection, _transaction(connection):
            return await connection.run_sync(work)

    def _told(self, error: Exception) -> BaseException:
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # the driver may cover that up
            return asyncio.CancelledError()
        return StoreAway(reason="away") if isinstance(error, OSError | TimeoutError) else refusal(error, self.url)

    async def read(self, work: Work[Result]) -> Result:
        """See Database.read."""
        return await self.run(work)

    async def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """See Database.stream."""
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ")
            async for row in await connection.stream(select.execution_options(yield_per=500)):
                yield row

    async def close(self) -> None:
        """See Database.close."""
        await self._engine.dispose()


def _engine(url: URL) -> AsyncEngine:
    """An engine that begins and commits nothing by itself, and hands out no connection that has gone."""
    engine = create_async_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT,
        connect_args={"timeout": _CONNECT, "statement_cache_size": _STATEMENTS},
    )

    @event.listens_for(engine.sync_engine, "checkout")
    def check(connection: Any, *_: Any) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


@asynccontextmanager
async def _transaction(connection: AsyncConnection) -> AsyncIterator[None]:
    """Committed at the end, undone by an error.

    Where that itself goes wrong the connection is used no more: the driver might take the next transaction for a part
    of this one, and never commit it.
    """
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    of_work: BaseException | None = None
    try:
        async with driver.transaction():
            try:
                yield
            except BaseException as error:
                of_work = error
                raise
    except BaseException as error:
        gone = driver.is_closed()
        if error is not of_work:
            await connection.invalidate()
        told = of_work or error
        if gone and isinstance(told, Exception) and not isinstance(told, Refusal):
            raise StoreAway(reason="away") from told
        if told is error:
            raise
        raise told from error


def _lost_race(error: Exception) -> bool:
    told = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(error, LostRace) or getattr(told, "sqlstate", None) in _RACES
