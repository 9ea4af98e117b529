"""Fixtures: groves on fresh databases, quickly."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from core.store import migrations
from core.store.tables import metadata
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove
from tests.fakes.postgres import Postgres
from tests.fakes.sweeping import sweeping
from tests.fakes.tables import create_tables, elsewhere, trees_at


@pytest.fixture(scope="session")
def postgres_with_tables(postgres: Postgres) -> Iterator[str]:
    """One PostgreSQL database for all tests that begin by emptying it: making one takes half a second."""
    with postgres.database() as url:
        elsewhere(create_tables(url, migrations))
        yield url


@pytest.fixture(scope="session")
def sweep(postgres_with_tables: str) -> Iterator[Callable[[], None]]:
    """What empties that database."""
    with sweeping(postgres_with_tables, metadata) as sweep:
        yield sweep


@pytest.fixture
def emptied_postgres(postgres_with_tables: str, sweep: Callable[[], None]) -> str:
    """That database, empty."""
    sweep()
    return postgres_with_tables


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("groves") / "empty.sqlite"
    trees_at(path)
    return path


@pytest.fixture
def copied_sqlite(sqlite_with_tables: Path, tmp_path: Path) -> str:
    """A copy of that file."""
    return f"sqlite:///{copyfile(sqlite_with_tables, tmp_path / 'grove.sqlite')}"


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
