"""The bot is told to stop while people are at work: it leaves in time, loses nothing, and has told no secret."""

import asyncio
from pathlib import Path
from random import Random

from bots.desk.desk import Desk
from bots.process import STOP_SECONDS
from tests.budget import scaled
from tests.crash.bookkeeping import reckon
from tests.crash.telegram_crowd import RULES, crowd, finish
from tests.crash.telegram_lives import telegram

STOPS = scaled(1, 20, 240)
LONGEST_LIFE = 1.5  # seconds until it is told to stop


async def test_sigterm_under_load_is_followed_within_ten_seconds_and_costs_nothing(tmp_path: Path) -> None:
    chance = Random(1)
    async with telegram(tmp_path, RULES) as lives:
        async with crowd(lives, chance) as people:
            for _ in range(STOPS):
                async with lives.bot() as bot:
                    await lives.begun(bot)
                    await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
                    bot.stop()
                    assert await bot.finish(STOP_SECONDS) == 0
        desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await finish(desk, lives, bot, people)
        await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()


async def test_the_token_is_in_no_log_whatever_goes_wrong(tmp_path: Path) -> None:
    async with telegram(tmp_path, log="console:debug") as lives:
        ann = lives.fake.human("Ann")
        async with lives.bot() as bot:
            await lives.begun(bot)
            ann.start("work")
            page = await ann.reads(ann.dm, "Welcome!")
            lives.fake.faults.reset("getUpdates")
            lives.fake.faults.fail("sendMessage")
            lives.fake.faults.refuse("editMessage*", "Not Found", status=404)
            ann.press(page, "I agree, start")
            await ann.reads(ann.dm, "write the first message")
            bot.stop()
            assert await bot.finish(STOP_SECONDS) == 0
        token = lives.fake.token
        lives.fake.world.token = "7000000001:another"
        async with lives.bot() as bot:
            lives.fake.world.token = "7000000001:a-third"  # the one that was given to the bot is unknown now
            assert await bot.finish() == 1
        told = "\n".join(lives.lines)
    assert "Telegram doesn't know this token" in told
    assert token not in told
    assert "7000000001:another" not in told
