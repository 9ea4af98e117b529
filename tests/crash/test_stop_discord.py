"""The bot is told to stop while people are at work: it leaves in time, and what it took is not lost."""

import asyncio
from pathlib import Path
from random import Random

from bots.desk.desk import Desk
from bots.process import STOP_SECONDS
from tests.budget import scaled
from tests.crash.bookkeeping import reckon
from tests.crash.discord_crowd import RULES, crowd, finish
from tests.crash.discord_lives import DiscordLives
from tests.fakes.discord import FakeDiscord

STOPS = scaled(3, 20, 240)
LONGEST_LIFE = 1.5  # seconds until it is told to stop


async def test_sigterm_under_load_is_followed_within_ten_seconds_and_costs_nothing(tmp_path: Path) -> None:
    chance = Random(1)
    async with FakeDiscord() as fake:
        lives = DiscordLives(fake, tmp_path, RULES)
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
            await finish(desk, bot, people)
        await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()
        assert fake.violations == []
