"""Empties a PostgreSQL database again and again: to connect each time would take longer than to delete."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import asyncpg
from sqlalchemy import MetaData, make_url


@contextmanager
def sweeping(url: str, tables: MetaData) -> Iterator[Callable[[], None]]:
    """What deletes all rows of some tables, over a connection that stays open."""
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
