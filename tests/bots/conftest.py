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
from tests.fakes.sweeping import swept
from tests.fakes.tables import desk_at


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    """A fresh desk in a file."""
    desk = Desk(open_database(desk_at(tmp_path / "desk.db"), durable=False), clock.now)
    yield desk
    await desk.close()


@pytest.fixture(scope="session")
def begin_desk(postgres: Postgres) -> Iterator[Callable[[], str]]:
    """What empties a desk in PostgreSQL, and tells its URL."""
    with swept(postgres, migrations, metadata) as begin:
        yield begin


@pytest.fixture(params=["sqlite", "postgresql"])
def any_desk_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A desk's database of each kind that desks run on, with all tables and nothing in them."""
    if request.param == "sqlite":
        return desk_at(tmp_path / "desk.db")
    begin: Callable[[], str] = request.getfixturevalue("begin_desk")
    return begin()


@pytest.fixture
async def any_desk(any_desk_url: str, clock: Clock) -> AsyncIterator[Desk]:
    """A fresh desk on each kind of database that desks run on."""
    desk = Desk(open_database(any_desk_url), clock.now)
    yield desk
    await desk.close()
