"""The connections to Telegram: polls have their own, and all are closed at the end."""

import asyncio
from contextlib import suppress

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bots.telegram.connection import connection
from core.settings import Settings, load_settings
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.usefixtures("nothing_set")


@pytest.fixture
def settings(fake: FakeTelegram) -> Settings:
    return load_settings(telegram_token=fake.token, telegram_api_url=f"{fake.api_url}/")


async def test_a_poll_that_waits_holds_up_no_call(fake: FakeTelegram, settings: Settings) -> None:
    async with connection(settings) as options:
        bot = Bot(**options)
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await fake.listening()
        answers = await asyncio.gather(*(bot.get_me() for _ in range(20)))
        assert {one.username for one in answers} == {fake.bot.username}
        assert not poll.done()
        fake.polls.end()
        assert await poll == ()


async def test_whatever_happened_both_ways_are_closed(fake: FakeTelegram, settings: Settings) -> None:
    with suppress(LookupError):
        async with connection(settings) as options:
            bot = Bot(**options)
            await bot.get_me()
            raise LookupError
    for call in (bot.get_me, bot.get_updates):
        with pytest.raises(NetworkError, match="not initialized"):
            await call()


async def test_a_server_of_ones_own_is_asked_for_files_as_well(fake: FakeTelegram, settings: Settings) -> None:
    async with connection(settings) as options:
        bot = Bot(**options)
    assert bot.base_url == f"{fake.api_url}/bot{fake.token}"
    assert bot.base_file_url == f"{fake.api_url}/file/bot{fake.token}"
