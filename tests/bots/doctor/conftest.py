"""What tests of checks share: places on databases, and a folder that everybody may enter."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bots.doctor.place import Place
from core.store import migrations


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter; those of pytest are their owner's alone."""
    with tempfile.TemporaryDirectory(prefix="arboretum-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
async def place(grove_url: str) -> AsyncIterator[Place]:
    """An empty tree store on each kind of database, not opened yet."""
    made = Place.of("tree store", "database_url", grove_url, migrations)
    yield made
    await made.close()


@pytest.fixture
async def sqlite_place(copied_sqlite: str) -> AsyncIterator[Place]:
    """The same in a file, opened."""
    made = Place.of("tree store", "database_url", copied_sqlite, migrations)
    made.connect()
    yield made
    await made.close()


@pytest.fixture
async def postgres_place(emptied_postgres: str) -> AsyncIterator[Place]:
    """The same on PostgreSQL, opened."""
    made = Place.of("tree store", "database_url", emptied_postgres, migrations)
    made.connect()
    yield made
    await made.close()
