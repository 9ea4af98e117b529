"""The fixtures that all tests stand on."""

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.fakes.clock import Clock


def test_the_clock_stands_still_until_it_is_moved(clock: Clock) -> None:
    before = clock.now()
    assert clock.now() == before
    clock.advance(90)
    assert (clock.now() - before).total_seconds() == 90


async def test_a_database_of_each_kind_is_fresh_and_writable(database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("create table leaf (id integer)"))
        await connection.execute(text("insert into leaf values (1)"))
        assert (await connection.execute(text("select count(*) from leaf"))).scalar_one() == 1
    await engine.dispose()


async def test_a_database_of_its_own_for_each_test(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    names = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    await connection.close()
    assert names == []
