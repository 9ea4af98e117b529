"""What is particular to PostgreSQL; what both databases keep is told in test_database.py."""

import asyncio

from sqlalchemy import Connection, make_url, text

from core.store.postgres import PostgresDatabase


def slow(connection: Connection) -> None:
    for _ in range(20):
        connection.execute(text("select pg_sleep(0.002)"))


async def test_who_is_cancelled_is_told_so_and_leaves_no_transaction_behind(postgres_url: str) -> None:
    database = PostgresDatabase(make_url(postgres_url))
    for pause in range(12):
        tasks = [asyncio.create_task(database.run(slow)) for _ in range(8)]
        await asyncio.sleep(0.002 * pause)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in ended), ended
    open_ones = text("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
    assert await database.run(lambda connection: connection.execute(open_ones).scalar_one()) == 0
    await database.close()


async def test_a_connection_that_was_ended_by_the_server_is_replaced_unnoticed(postgres_url: str) -> None:
    database, other = (PostgresDatabase(make_url(postgres_url)) for _ in range(2))
    ours = text("select pg_backend_pid()")
    pid = await database.run(lambda connection: connection.execute(ours).scalar_one())
    ended = text(f"select pg_terminate_backend({pid})")
    await other.run(lambda connection: connection.execute(ended).all())
    await asyncio.sleep(0.1)
    assert await database.run(lambda connection: connection.execute(ours).scalar_one()) != pid
    await database.close()
    await other.close()
