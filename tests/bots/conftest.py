"""What tests of bots share: a desk on each kind of database, and on the one that is always there."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bots.desk import migrations
from bots.desk.desk import Desk
from bots.desk.tables import metadata
from core.store.database import open_database
from tests.fakes.clock import Clock
from tests.fakes.postgres import Postgres
from tests.fakes.sweeping import sweeping
from tests.fakes.tables import create_tables, desk_at, elsewhere


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    """A fresh desk in a file."""
    desk = Desk(open_database(desk_at(tmp_path / "desk.db"), durable=False), clock.now)
    yield desk
    await desk.close()


@pytest.fixture(scope="session")
def postgres_with_desk(postgres: Postgres) -> Iterator[str]:
    """One PostgreSQL database for all tests that begin with an empty desk."""
    with postgres.database() as url:
        elsewhere(create_tables(url, migrations))
        yield url


@pytest.fixture(scope="session")
def sweep_desk(postgres_with_desk: str) -> Iterator[Callable[[], None]]:
    """What empties that database."""
    with sweeping(postgres_with_desk, metadata) as sweep:
        yield sweep


@pytest.fixture(params=["sqlite", "postgresql"])
def any_desk_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A desk's database of each kind that desks run on, with all tables and nothing in them."""
    if request.param == "sqlite":
        return desk_at(tmp_path / "desk.db")
    url: str = request.getfixturevalue("postgres_with_desk")
    request.getfixturevalue("sweep_desk")()
    return url


@pytest.fixture
async def any_desk(any_desk_url: str, clock: Clock) -> AsyncIterator[Desk]:
    """A fresh desk on each kind of database that desks run on."""
    desk = Desk(open_database(any_desk_url), clock.now)
    yield desk
    await desk.close()
