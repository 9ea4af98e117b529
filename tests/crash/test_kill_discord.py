"""The bot is killed while people are at work on Discord: their cards work again, nothing is lost, nothing doubled."""

from pathlib import Path
from random import Random

from bots.desk.desk import Desk
from core.domain.task import Family
from tests.budget import SOAK, scaled
from tests.crash.bookkeeping import each_is_answered, reckon
from tests.crash.discord_crowd import RULES, crowd, finish
from tests.crash.discord_lives import DiscordLives
from tests.fakes.discord import FakeDiscord

KILLS = scaled(8, 50, 150)
FAMILIES = {*Family} if SOAK else {Family.WRITE, Family.REVIEW}  # there is something to rank after a while


async def test_kill_9_between_any_two_steps_loses_nothing_and_leaves_everybody_a_way_on(tmp_path: Path) -> None:
    chance = Random(1)
    async with FakeDiscord() as fake:
        lives = DiscordLives(fake, tmp_path, RULES)
        async with crowd(lives, chance) as people:
            for _ in range(KILLS):
                await lives.random(chance)
            async with lives.bot() as bot:
                await lives.begun(bot)
                await each_is_answered(f"sqlite:///{tmp_path / 'trees.db'}", FAMILIES)
        desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await finish(desk, bot, people)
        families = await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()
        assert families.keys() >= FAMILIES
        assert fake.violations == []
