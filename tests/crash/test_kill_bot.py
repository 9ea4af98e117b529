"""A bot is killed under load, also while its store is away: what it kept arrives, once, and a receipt means stored."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bots.rehearse.check import check_holds
from core.service import receipts
from core.service.survey import survey
from core.store.tables import ballot, message, review, task
from core.store.transaction import Transaction
from tests.budget import scaled
from tests.crash.bot_process import Life
from tests.crash.platform import Platform
from tests.crash.served import Served
from tests.fakes.postgres import Postgres

SEEDS = range(scaled(1, 4, 120))
KILLS = 6
MOST_ANSWERS = 8  # from one death to the next
LONGEST_ACT = 0.03  # seconds
LONGEST_ABSENCE = 1.0
PEOPLE = 8


@pytest.fixture
def desk_url(grove_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A desk on a database of its own, of the store's kind."""
    if grove_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'desk.sqlite'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    with postgres.database() as url:
        yield url


@pytest.mark.parametrize("seed", SEEDS)
async def test_kill_9_of_a_bot_loses_nothing_that_was_kept_and_doubles_nothing(
    grove_url: str, desk_url: str, seed: int
) -> None:
    chance, platform = Random(seed), Platform()
    async with await Served.on(grove_url) as served:
        for number in range(KILLS):
            life = Life(number, desk_url, served.url, served.key, PEOPLE, platform.again)
            async with platform.bot(life) as bot:
                await platform.keep(bot, chance.randint(1, MOST_ANSWERS))
                if number % 3:
                    await served.kill()
                    await asyncio.sleep(chance.uniform(0, LONGEST_ABSENCE))
                if number % 3 == 1:
                    await served.start()
                    await platform.keep(bot, 1)
                await asyncio.sleep(chance.uniform(0, LONGEST_ACT))
            if not served.lives:
                await served.start(wait=False)
        life = Life(KILLS, desk_url, served.url, served.key, PEOPLE, platform.again, last=True)
        async with platform.bot(life) as bot:
            assert await bot.finish() == 0
        async with served.opened() as store:
            await store.read(check, platform)
            assert await store.read(check_holds) == []
            assert await survey(store) == []
    assert platform.troubles == []


def check(tx: Transaction, platform: Platform) -> None:
    """What people know to be kept is stored, and nothing else is; each has its receipt, and none for anything else."""
    done = set(tx.execute(select(task.c.id).where(task.c.state == "done")).scalars())
    texts = {row.task_id: row.text for row in tx.execute(select(message.c.task_id, message.c.text))}
    assert Counter([*texts.values(), *(done - texts.keys())]) == platform.answers
    assert {receipts.number(task_id) for task_id in done} == platform.receipts
    for table in (message, review, ballot):
        effects = list(tx.execute(select(table.c.task_id)).scalars())
        assert len(effects) == len(set(effects))
