"""PostgreSQL: many transactions at once; one that lost a race is run again."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import create_async_engine

from core.domain.errors import StoreAway
from core.store.database import DatabaseUnusable, LostRace, Result, Work
from core.store.trouble import refusal

ATTEMPTS = 6  # of a transaction that lost a race
PAUSE = 0.005  # seconds before the second attempt; it doubles each time
_WAIT = 10.0  # seconds for one of the connections
_CONNECT = 5.0  # seconds to make one
_CONNECTIONS = 16
# Serialisation failure, deadlock, two first-comers inserting one row: the next attempt sees what the other did.
_RACES = ("40001", "40P01", "23505")


class PostgresDatabase:
    """A server reached through asyncpg; see Database."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+asyncpg")
        try:
            self._engine = create_async_engine(
                self.url,
                pool_size=_CONNECTIONS,
                max_overflow=0,
                pool_timeout=_WAIT,
                connect_args={"timeout": _CONNECT},
            )
        except ModuleNotFoundError as error:
            raise DatabaseUnusable("PostgreSQL needs its driver: install the extra, arboretum[postgres].") from error

    async def run(self, work: Work[Result]) -> Result:
        """See Database.run; growing pauses lie between the attempts."""
        for attempt in range(ATTEMPTS):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(work)
            except (DBAPIError, LostRace) as error:
                if attempt == ATTEMPTS - 1 or not _lost_race(error):
                    raise refusal(error, self.url) from error
                await asyncio.sleep(PAUSE * 2**attempt)
            except NoneFree as error:
                raise StoreAway(reason="busy") from error
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


def _lost_race(error: DBAPIError | LostRace) -> bool:
    return isinstance(error, LostRace) or getattr(error.orig, "sqlstate", None) in _RACES
