"""Fixtures of the fake's own tests."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.bot import Queue, bot_of, polling


@pytest.fixture(autouse=True)
def _time_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library tell how long to wait in the way of its next version; otherwise it warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    """The library's bot, which listens to nothing."""
    async with bot_of(fake) as bot:
        yield bot


@pytest.fixture
async def queue(fake: FakeTelegram) -> AsyncIterator[Queue]:
    """A bot that polls and acts."""
    async with polling(fake) as queue:
        yield queue
