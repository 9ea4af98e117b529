"""The central store is killed while people work on Discord: each press is answered, and the receipts come later."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from bots.desk.desk import Desk
from tests.budget import scaled
from tests.crash.bookkeeping import reckon
from tests.crash.discord_crowd import RULES, crowd, finish
from tests.crash.discord_lives import DiscordLives
from tests.crash.served import Served
from tests.fakes.discord import FakeDiscord

OUTAGES = scaled(2, 20, 240)
LONGEST_ABSENCE = 2.0  # seconds
LONGEST_PRESENCE = 2.0
TEXT = "Why do leaves turn red before they fall?"
IN_TIME = 3.0  # seconds: Discord waits no longer


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A central store."""
    async with await Served.on(f"sqlite:///{tmp_path / 'central.sqlite'}", RULES) as served:
        yield served


def lives_beside(served: Served, fake: FakeDiscord, folder: Path) -> DiscordLives:
    key = served.key.get_secret_value()
    return DiscordLives(fake, folder, RULES, {"store_url": served.url, "store_key": key})


async def test_while_the_store_is_away_forms_open_and_answers_are_kept_and_receipts_follow(
    served: Served, tmp_path: Path
) -> None:
    async with FakeDiscord(patience=IN_TIME) as fake:
        lives = lives_beside(served, fake, tmp_path)
        square = (server := fake.guild()).text("square")
        ann = fake.human("ann", server)
        async with lives.bot() as bot:
            await lives.begun(bot)
            await ann.command("work", square, kind="initial_prompt").settled()
            await ann.press(await ann.reads(square, "Welcome!"), "I agree, start").answered()
            card = await ann.reads(square, "Begin a conversation")
            await served.kill()
            form = (await ann.press(card, "Write").answered()).form
            assert form
            await ann.submit(form, {"Your text": TEXT}).answered()
            await ann.press(await ann.reads(square, "Shall it be sent like this?"), "Send").answered()
            kept = await ann.reads(square, "Kept: your answer is safe with me")
            assert "Receipt" not in kept.text
            await served.start()
            await ann.reads(square, "✓ Stored. Receipt")
        assert fake.violations == []
    assert not lives.troubles, lives.troubles


async def test_people_at_work_beside_a_store_that_dies_are_all_answered_and_lose_nothing(
    served: Served, tmp_path: Path
) -> None:
    chance = Random(1)
    async with FakeDiscord(patience=IN_TIME) as fake:
        lives = lives_beside(served, fake, tmp_path)
        async with lives.bot() as bot:
            await lives.begun(bot)
            async with crowd(lives, chance) as people:
                for _ in range(OUTAGES):
                    await asyncio.sleep(chance.uniform(0, LONGEST_PRESENCE))
                    await served.kill()
                    await asyncio.sleep(chance.uniform(0, LONGEST_ABSENCE))
                    await served.start()
            desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
            await finish(desk, bot, people)
        await reckon(served.database_url, desk, lives, people)
        await desk.close()
        assert fake.violations == []
