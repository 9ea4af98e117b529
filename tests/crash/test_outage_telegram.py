"""The central store is killed while people work on Telegram: each press is answered, and the receipts come later."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from random import Random

import pytest

from bots.desk.desk import Desk
from tests.budget import scaled
from tests.crash.bookkeeping import reckon
from tests.crash.served import Served
from tests.crash.telegram_crowd import RULES, crowd, finish
from tests.crash.telegram_lives import TelegramLives, telegram

OUTAGES = scaled(1, 20, 240)
LONGEST_ABSENCE = 2.0  # seconds
LONGEST_PRESENCE = 2.0
TEXT = "Why do leaves turn red before they fall?"


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A central store."""
    async with await Served.on(f"sqlite:///{tmp_path / 'central.sqlite'}", RULES) as served:
        yield served


def telegram_beside(served: Served, folder: Path) -> AbstractAsyncContextManager[TelegramLives]:
    return telegram(folder, RULES, store_url=served.url, store_key=served.key.get_secret_value())


async def test_while_the_store_is_away_what_people_write_is_kept_and_the_receipt_follows(
    served: Served, tmp_path: Path
) -> None:
    async with telegram_beside(served, tmp_path) as lives:
        ann = lives.fake.human("Ann")
        async with lives.bot() as bot:
            await lives.begun(bot)
            ann.start("work")
            ann.press(await ann.reads(ann.dm, "Welcome!"), "I agree, start")
            await ann.reads(ann.dm, "write the first message")
            await served.kill()
            ann.say(ann.dm, TEXT)
            await ann.press(await ann.reads(ann.dm, "This is your text"), "Send").answered()
            kept = await ann.reads(ann.dm, "Kept: your answer is safe with me")
            assert "Receipt" not in kept.text
            await served.start()
            await ann.reads(ann.dm, "✓ Stored. Receipt")
        assert not lives.troubles, lives.troubles


async def test_people_at_work_beside_a_store_that_dies_are_all_answered_and_lose_nothing(
    served: Served, tmp_path: Path
) -> None:
    chance = Random(1)
    async with telegram_beside(served, tmp_path) as lives:
        async with lives.bot() as bot:
            await lives.begun(bot)
            async with crowd(lives, chance) as people:
                for _ in range(OUTAGES):
                    await asyncio.sleep(chance.uniform(0, LONGEST_PRESENCE))
                    await served.kill()
                    await asyncio.sleep(chance.uniform(0, LONGEST_ABSENCE))
                    await served.start()
            desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
            await finish(desk, lives, bot, people)
        await reckon(served.database_url, desk, lives, people)
        await desk.close()
