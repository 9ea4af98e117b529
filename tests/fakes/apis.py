"""Fixtures: groves behind their real servers."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.api import Api, serve
from tests.fakes.grove import Grove


@pytest.fixture
async def api(grove: Grove) -> AsyncIterator[Api]:
    """A grove with a small policy behind a server on loopback, on both databases."""
    async with serve(grove.store) as served:
        yield served


@pytest.fixture
async def sqlite_api(sqlite_grove: Grove) -> AsyncIterator[Api]:
    """The same for what the database has no part in."""
    async with serve(sqlite_grove.store) as served:
        yield served


@pytest.fixture
async def postgres_api(postgres_grove: Grove) -> AsyncIterator[Api]:
    """The same where transactions really run at the same time."""
    async with serve(postgres_grove.store) as api:
        yield api
