"""The bot is killed while people are at work on Telegram: their cards work again, nothing is lost, nothing doubled."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from bots.desk.desk import Desk
from core.domain.task import Family
from tests.budget import SOAK, scaled
from tests.crash.bookkeeping import each_is_answered, reckon
from tests.crash.processes import PATIENCE
from tests.crash.telegram_crowd import RULES, crowd, finish
from tests.crash.telegram_lives import telegram

WEBHOOK = [False, True] if SOAK else [False]
KILLS = scaled(3 * len(WEBHOOK), 100, 240) // len(WEBHOOK)  # of each
FAMILIES = {*Family} if SOAK else {Family.WRITE}  # there is something to review and to rank after a while


@pytest.mark.parametrize("webhook", WEBHOOK)
async def test_kill_9_between_any_two_steps_loses_nothing_and_leaves_everybody_a_way_on(
    tmp_path: Path, webhook: bool
) -> None:
    chance = Random(1)
    async with telegram(tmp_path, RULES, webhook=webhook) as lives:
        async with crowd(lives, chance) as people:
            for _ in range(KILLS):
                await lives.random(chance)
            async with lives.bot() as bot:
                await lives.begun(bot)
                await each_is_answered(f"sqlite:///{tmp_path / 'trees.db'}", FAMILIES)
        desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await finish(desk, lives, bot, people)
        families = await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()
        assert families.keys() >= FAMILIES


async def test_a_receipt_that_nobody_saw_comes_though_something_else_was_done_meanwhile(
    tmp_path: Path,
) -> None:
    async with telegram(tmp_path, RULES, webhook=True) as lives:
        ann = lives.fake.human("Ann")
        async with lives.bot() as bot:
            await lives.begun(bot)
            ann.start("work")
            ann.press(await ann.reads(ann.dm, "Welcome!"), "I agree, start")
            await ann.reads(ann.dm, "write the first message")
            ann.say(ann.dm, "Why do leaves turn red before they fall?")
            preview = await ann.reads(ann.dm, "This is your text")
            gate = lives.fake.faults.hold("[se]*Message*", times=None)
            ann.press(preview, "Send")
            await asyncio.wait_for(gate.arrived.wait(), PATIENCE)
        ann.command("work")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await lives.fake.handed_over()
            await ann.reads(ann.dm, "✓ Stored. Receipt")
    assert not lives.troubles
