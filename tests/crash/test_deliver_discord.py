"""What Discord tells twice, late, or not at all while nobody listened is done once each."""

import asyncio
from pathlib import Path
from random import Random

from bots.desk.desk import Desk
from tests.budget import scaled
from tests.crash.bookkeeping import reckon
from tests.crash.discord_crowd import RULES, crowd, finish
from tests.crash.discord_gateway import Stutter, break_off
from tests.crash.discord_lives import DiscordLives
from tests.fakes.discord import FakeDiscord

BREAKS = scaled(3, 20, 240)
LONGEST_PEACE = 1.0  # seconds between two breaks
WINDOW = 0.3  # seconds, within which what is told again arrives


async def test_people_at_work_on_a_gateway_that_stutters_and_breaks_are_heard_once(tmp_path: Path) -> None:
    chance = Random(1)
    async with FakeDiscord() as fake:
        lives, stutter = DiscordLives(fake, tmp_path, RULES), Stutter(fake, chance, WINDOW)
        async with lives.bot() as bot:
            await lives.begun(bot)
            async with crowd(lives, chance) as people:
                for _ in range(BREAKS):
                    await asyncio.sleep(chance.uniform(0, LONGEST_PEACE))
                    await break_off(fake, chance)
                await asyncio.sleep(LONGEST_PEACE)
            desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
            await finish(desk, bot, people)
        await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()
        assert stutter.again
        assert fake.violations == []
