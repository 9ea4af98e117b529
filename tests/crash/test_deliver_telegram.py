"""What Telegram brings up to three times and out of order, while the bot dies three times, is done once each."""

from pathlib import Path
from random import Random

import pytest

from bots.desk.desk import Desk
from tests.budget import scaled
from tests.crash.bookkeeping import reckon
from tests.crash.processes import PATIENCE
from tests.crash.telegram_crowd import RULES, crowd, finish
from tests.crash.telegram_lives import telegram

KILLS = 3
UPDATES = scaled(90, 300, 120)
WINDOW = 8  # updates, within which those that wait are shuffled


@pytest.mark.parametrize("webhook", [False, True], ids=["polls", "webhook"])
async def test_updates_with_three_kills_in_between_are_handled_once(tmp_path: Path, webhook: bool) -> None:
    async with telegram(tmp_path, RULES, webhook=webhook) as lives:
        lives.fake.outbox.disturb(times=3, window=WINDOW, seed=1)
        handed = lives.fake.outbox.handed
        async with crowd(lives, Random(1)) as people:
            for life in range(1, KILLS + 1):
                async with lives.bot() as bot:
                    await lives.begun(bot)
                    await lives.fake.until(lambda: len(handed) >= UPDATES * life // KILLS, PATIENCE)  # noqa: B023
        desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await finish(desk, lives, bot, people)
        await reckon(f"sqlite:///{tmp_path / 'trees.db'}", desk, lives, people)
        await desk.close()
        assert handed.total() > len(handed) >= UPDATES
