"""A fresh tree store on each kind of database, and on the one that is always there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.store.store import Store
from tests.fakes.clock import Clock


@pytest.fixture
async def store(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    """A fresh store in a file."""
    store = await Store.open(f"sqlite:///{tmp_path / 'trees.db'}", clock=clock.now, durable=False)
    yield store
    await store.close()


@pytest.fixture
async def any_store(grove_url: str, clock: Clock) -> AsyncIterator[Store]:
    """A fresh store on each kind of database that stores run on."""
    store = await Store.open(grove_url, clock=clock.now, durable=False)
    yield store
    await store.close()


@pytest.fixture
async def postgres_store(emptied_postgres: str, clock: Clock) -> AsyncIterator[Store]:
    """A fresh store where transactions may lose a race, and are run again."""
    store = await Store.open(emptied_postgres, clock=clock.now)
    yield store
    await store.close()
