"""What a poll brings is had by whoever wants it at once; who leaves takes nothing more."""

from telegram import Update

from bots.telegram.running import signed_in
from core.settings import load_settings
from tests.fakes.telegram import FakeTelegram


async def test_what_comes_while_we_leave_is_left_at_telegram_and_comes_again(
    fake: FakeTelegram, nothing_set: None
) -> None:
    async with signed_in(load_settings(telegram_token=fake.token, telegram_api_url=fake.api_url)) as bot:
        fake.human("Ann").start()
        bot.leave()
        assert await bot.get_updates(timeout=1) == ()
        assert len(fake.outbox.pending) == 1
        heard: list[Update] = []
        bot.bring(heard.extend)
        assert await bot.get_updates(timeout=1) == tuple(heard)
        assert len(heard) == 1
