"""One PostgreSQL database for all tests that begin with empty tables: to make it takes half a second, to empty it one
millisecond over a connection that stays open."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import asyncpg
from sqlalchemy import MetaData, make_url

from tests.fakes.postgres import Postgres
from tests.fakes.tables import create_tables, elsewhere


@contextmanager
def swept(postgres: Postgres, migrations: ModuleType, tables: MetaData) -> Iterator[Callable[[], str]]:
    """What deletes all rows of a database that is up to date, and tells its URL."""
    with postgres.database() as url:
        elsewhere(create_tables(url, migrations))
        with _sweeping(url, tables) as sweep:

            def begin() -> str:
                sweep()
                return url

            yield begin


@contextmanager
def _sweeping(url: str, tables: MetaData) -> Iterator[Callable[[], None]]:
    server = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    deletions = "".join(f"delete from {name}; " for name in tables.tables)
    runner = asyncio.Runner()
    with ThreadPoolExecutor(1) as outside:

        def do(work: Coroutine[Any, Any, Any]) -> Any:
            return outside.submit(runner.run, work).result()

        connection = do(asyncpg.connect(server))
        try:
            yield lambda: do(connection.execute(f"do $$ begin {deletions} end $$"))
        finally:
            do(connection.close())
            outside.submit(runner.close).result()
