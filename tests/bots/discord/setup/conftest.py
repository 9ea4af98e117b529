from collections.abc import AsyncIterator

import pytest

from bots.discord.front import Front
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import FakeDiscord


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def bot(fake: FakeDiscord, nothing_set: None) -> AsyncIterator[Front]:
    """The bot, started once and until the end of the test."""
    async with serving(fake) as front:
        yield front
