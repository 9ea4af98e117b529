"""Fixtures: groves on fresh databases, quickly."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from core.store import migrations
from core.store.tables import metadata
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove
from tests.fakes.postgres import Postgres
from tests.fakes.sweeping import swept
from tests.fakes.tables import trees_at


@pytest.fixture(scope="session")
def begin_trees(postgres: Postgres) -> Iterator[Callable[[], str]]:
    """What empties a tree store in PostgreSQL, and tells its URL."""
    with swept(postgres, migrations, metadata) as begin:
        yield begin


@pytest.fixture
def emptied_postgres(begin_trees: Callable[[], str]) -> str:
    """An empty tree store in PostgreSQL."""
    return begin_trees()


@pytest.fixture
def copied_sqlite(tmp_path: Path) -> str:
    """An empty tree store in a file."""
    return trees_at(tmp_path / "grove.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def grove_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind that the store runs on, with all tables and nothing in them."""
    url: str = request.getfixturevalue("copied_sqlite" if request.param == "sqlite" else "emptied_postgres")
    return url


@pytest.fixture
async def grove(grove_url: str, clock: Clock) -> AsyncIterator[Grove]:
    """A grove with a small policy, on both databases."""
    async with Grove.open(grove_url, clock) as opened:
        yield opened


@pytest.fixture
async def sqlite_grove(copied_sqlite: str, clock: Clock) -> AsyncIterator[Grove]:
    """A grove for what the database has no part in."""
    async with Grove.open(copied_sqlite, clock) as opened:
        yield opened


@pytest.fixture
async def postgres_grove(emptied_postgres: str, clock: Clock) -> AsyncIterator[Grove]:
    """A grove where transactions really run at the same time."""
    async with Grove.open(emptied_postgres, clock) as opened:
        yield opened
