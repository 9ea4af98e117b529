"""What tests of bots share: a desk on each kind of database, and on the one that is always there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.desk.desk import Desk
from tests.fakes.clock import Clock


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    """A fresh desk in a file."""
    desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}", clock=clock.now, durable=False)
    yield desk
    await desk.close()


@pytest.fixture
async def any_desk(database_url: str, clock: Clock) -> AsyncIterator[Desk]:
    """A fresh desk on each kind of database that desks run on."""
    desk = await Desk.open(database_url, clock=clock.now)
    yield desk
    await desk.close()
