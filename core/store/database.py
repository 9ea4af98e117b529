"""A database reached in one hop per transaction: a plain function runs whole, over a plain connection."""

from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Row, Select, make_url
from sqlalchemy.engine import URL

Result = TypeVar("Result")
Work = Callable[[Connection], Result]
"""What a transaction does. It may be run more than once before one run counts: it changes nothing but the database."""


class DatabaseUnusable(Exception):
    """The database can't be opened by this program; the sentence says what to do."""


class LostRace(Exception):
    """Another transaction was faster: this one is to be run again, and will see what that one did."""


class Database(Protocol):
    """Where transactions run."""

    url: URL

    async def run(self, work: Work[Result]) -> Result:
        """Run a function in a durable transaction: committed when this returns, undone when it raises."""
        ...

    async def read(self, work: Work[Result]) -> Result:
        """Run a function that only reads, beside the writer."""
        ...

    def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        """The rows of a query, in constant memory, as of one moment."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


def open_database(url: str, *, durable: bool = True, writes: bool = True) -> Database:
    """The database behind a URL, SQLite or PostgreSQL; `durable` False is for what may be lost, as in a rehearsal.

    `writes` False is content with a server of PostgreSQL that takes none, as a standby.
    """
    from core.store.postgres import PostgresDatabase  # each builds upon this module
    from core.store.sqlite import SqliteDatabase

    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return SqliteDatabase(parsed, durable=durable)
        case "postgresql":
            return PostgresDatabase(parsed, writes=writes)
        case other:
            raise DatabaseUnusable(f"Databases of kind {other!r} are not supported: use sqlite or postgresql.")
