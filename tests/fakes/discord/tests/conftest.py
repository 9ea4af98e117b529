"""Fixtures of the fake's own tests."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.tests.bot import Bot, running


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A fake whose every request and every answer fits Discord's description; who expects others clears them."""
    async with FakeDiscord(patience=20) as fake:
        fake.contract.slips = []
        yield fake
        assert (fake.violations, fake.contract.slips) == ([], [])


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    """A bot that has joined one guild and registered its commands."""
    async with running(fake) as bot:
        await bot.tree.sync()
        yield bot
