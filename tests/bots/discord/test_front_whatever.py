"""Whatever many people do at once: nobody is left without an answer, and nothing breaks."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from structlog.testing import capture_logs

from bots.dialogue.community import Community
from bots.discord.front import Front
from tests.bots.discord.setup.serving import serving
from tests.budget import scaled
from tests.fakes.discord import FakeDiscord
from tests.venues.discord.monkey import Monkey

SECONDS = scaled(6, 300, 1500)
RULES = {"policy": {"reviews_prompt": 1, "reviews_reply": 1, "rankings": 1}}
EXPECTED = (403, 404)  # direct messages that are closed, and what people have taken away meanwhile
PUT_AWAY = 50083


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []
        refused = [one for one in fake.requests if one.status >= 400 and one.status not in EXPECTED]
        assert [str(one) for one in refused if one.code != PUT_AWAY] == []


@pytest.fixture
async def bot(fake: FakeDiscord, tmp_path: Path, nothing_set: None) -> AsyncIterator[Front]:
    async with serving(fake, **RULES) as front:
        yield front


@pytest.mark.soak
async def test_whatever_people_do_they_are_answered(
    fake: FakeDiscord, bot: Front, caplog: pytest.LogCaptureFixture
) -> None:
    server = fake.guild()
    board, reports, tasks = channels = [server.text(name) for name in ("board", "reports", "tasks")]
    moderators = server.role("moderators")
    await fake.until(lambda: bot.screens.client.get_guild(server.id))
    await bot.reception.communities.save(
        Community(
            str(server.id),
            task_channel=str(tasks.id),
            board_channel=str(board.id),
            moderators_channel=str(reports.id),
            moderator_roles=(str(moderators.id),),
        )
    )
    await bot.keeper.hurry()
    monkeys = []
    for number in range(12):
        roles = [moderators] if number % 4 == 0 else []
        human = fake.human(f"person-{number}", server, locale=("en-US", "de")[number % 2], roles=roles)
        monkeys.append(Monkey(human, server, channels, Random(number)))
    with capture_logs() as logs:
        await asyncio.gather(*(busy(monkey, monotonic() + SECONDS) for monkey in monkeys))
        await bot.home.runner.settle()
    assert [fault for monkey in monkeys for fault in monkey.faults] == []
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def busy(monkey: Monkey, until: float) -> None:
    """Do one thing after the other for so long."""
    while monotonic() < until:
        await monkey.act()
        await asyncio.sleep(0.01)
