"""Databases of any kind and size to measure on: each is filled once, and every run has a copy of its own."""

import asyncio
import shutil
import sqlite3
import struct
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any
from uuid import uuid4

import asyncpg
import click
from sqlalchemy.engine import make_url

from core.store.store import Store
from tests.bench import forests, seedling
from tests.bench.carry import carry
from tests.bench.process import family
from tests.fakes.postgres import Postgres, embedded_postgres

KINDS = ("sqlite", "postgresql")


class Grounds:
    """Where runs take place; as durable as in use, and gone in the end."""

    def __init__(self, say: Callable[[str], object] = click.echo) -> None:
        self._say = say
        self._stack = ExitStack()
        self._server: Postgres | None = None
        self._templates: dict[int, str] = {}

    def __enter__(self) -> "Grounds":
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="arboretum-bench-")))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    @contextmanager
    def fresh(self, kind: str, trees: int) -> Iterator[str]:
        """The URL of a database of a kind with so many trees, or for 0 one on which people have just begun to work."""
        with TemporaryDirectory(dir=self._folder) as folder:
            if kind == "sqlite":
                path = Path(folder, "trees.db")
                shutil.copyfile(self._file(trees), path)
                yield f"sqlite:///{path}"
                return
            with self._copied(trees) as url:
                yield url

    @property
    def versions(self) -> str:
        """Of the databases that were used."""
        told = f"SQLite {sqlite3.sqlite_version}"
        return f"{told}, PostgreSQL {self._server.ask('show server_version')}" if self._server else told

    def active_trees(self, trees: int) -> dict[str, int]:
        """How many trees grow at once in each language: a store that is full stands at its limit."""
        if not trees:
            return {}
        with closing(sqlite3.connect(self._file(trees))) as connection:
            return dict(connection.execute("select lang, growing from language"))

    def _file(self, trees: int) -> Path:
        """The filled file that is copied."""
        path = self._folder / f"{trees}.sqlite"
        if not path.exists():
            self._say(f"filling a store with {trees:,} trees" if trees else "letting people begin with an empty store")
            _apart(forests.plant(f"sqlite:///{path}", trees) if trees else seedling.sow(path))
        return path

    @contextmanager
    def _copied(self, trees: int) -> Iterator[str]:
        server = self._postgres()
        name, template = f"run_{uuid4().hex}", self._template(trees)
        server.execute(f"create database {name} template {template} strategy file_copy")
        try:
            yield _named(server, name)
        finally:
            server.execute(f"drop database {name} with (force)")

    def _postgres(self) -> Postgres:
        if self._server is None:
            self._server = self._stack.enter_context(embedded_postgres(careless=False))
        return self._server

    def _template(self, trees: int) -> str:
        """The name of the filled database that is copied."""
        if trees not in self._templates:
            path, server, name = self._file(trees), self._postgres(), f"trees_{trees}"
            self._say(f"copying {trees:,} trees into PostgreSQL")
            server.execute(f"create database {name} template template0")
            url = _named(server, name)
            _apart(_carried(path, url))
            self._templates[trees] = name
        return self._templates[trees]


def servers(url: str) -> list[int]:
    """The processes of the database; none for SQLite, which works within the store's."""
    folder = make_url(url).query.get("host")
    return family(int(Path(str(folder), "postmaster.pid").read_text().split()[0])) if folder else []


def commits(url: str) -> int:
    """How many transactions were committed so far, as the database itself counts them.

    PostgreSQL is a second behind at most. SQLite counts in the index of its log, those that only read not at all.
    """
    if url.startswith("sqlite"):
        index = Path(f"{make_url(url).database}-shm")
        return int(struct.unpack_from("=I", index.read_bytes()[:12], 8)[0]) if index.exists() else 0
    return int(Postgres(url).ask("select xact_commit from pg_stat_database where datname = current_database()"))


async def _carried(path: Path, url: str) -> None:
    store = await Store.open(url, forests.LONG)
    await store.close()
    await carry(path, url)
    connection = await asyncpg.connect(_plain(url))
    try:
        await connection.execute("vacuum (freeze, analyze)")
    finally:
        await connection.close()


def _named(server: Postgres, name: str) -> str:
    return server.url.set(database=name).render_as_string(hide_password=False)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _apart(work: Coroutine[Any, Any, None]) -> None:
    """Do something in a loop of its own, whatever loop is running here."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()
