"""The bot is killed while people are at work on Telegram: their cards work again, nothing is lost, nothing doubled."""

import os
from pathlib import Path
from random import Random

import pytest

from bots.desk.desk import Desk
from core.domain.task import Family
from tests.crash.bookkeeping import reckon
from tests.crash.telegram_crowd import RULES, crowd, finish
from tests.crash.telegram_lives import telegram

SOAK = bool(os.environ.get("ARBORETUM_SOAK"))
KILLS = 50 if SOAK else 5
FAMILIES = {*Family} if SOAK else {Family.WRITE, Family.REVIEW}  # there is something to rank after a while


@pytest.mark.parametrize("webhook", [False, True], ids=["polls", "webhook"])
async def test_kill_9_between_any_two_steps_loses_nothing_and_leaves_everybody_a_way_on(
    tmp_path: Path, webhook: bool
) -> None:
    chance = Random(1)
    async with telegram(tmp_path, RULES, webhook=webhook) as lives:
        async with crowd(lives, chance) as people:
            for _ in range(KILLS):
                await lives.random(chance)
        desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await finish(desk, lives, bot, people)
        families = await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()
        assert families.keys() >= FAMILIES
