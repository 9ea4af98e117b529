"""The primary of PostgreSQL dies under load and its standby takes over: nothing acknowledged is lost or doubled."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from bots.desk.desk import Desk
from tests.budget import SOAK, scaled
from tests.crash import bookkeeping
from tests.crash.failover import change_primary, run
from tests.crash.served import Served
from tests.crash.telegram_crowd import RULES, crowd, finish
from tests.crash.telegram_lives import telegram
from tests.fakes.servers import Pair

DEATHS = scaled(1, 20, 150)
DEATHS_BESIDE_A_BOT = scaled(1, 10, 120)
LONGEST_PRESENCE = 2.0  # seconds


@pytest.mark.soak
async def test_a_primary_that_dies_costs_nothing_acknowledged_and_people_go_on_at_its_standby(servers: Pair) -> None:
    found = await run(servers, DEATHS, seed=1)
    assert len(found.deaths) == DEATHS
    assert found.away
    assert (found.lost, found.doubled) == (0, 0)


@pytest.mark.soak
@pytest.mark.skipif(not SOAK, reason="takes a minute: set ARBORETUM_SOAK")
async def test_what_people_on_telegram_wrote_meanwhile_leaves_the_bot_s_outbox_once(
    servers: Pair, tmp_path: Path
) -> None:
    chance = Random(1)
    with servers.database() as url:
        async with await Served.on(url, RULES) as served:
            key = served.key.get_secret_value()
            async with telegram(tmp_path, RULES, store_url=served.url, store_key=key) as lives:
                async with lives.bot() as bot:
                    await lives.begun(bot)
                    async with crowd(lives, chance) as people:
                        for number in range(DEATHS_BESIDE_A_BOT):
                            await asyncio.sleep(chance.uniform(0, LONGEST_PRESENCE))
                            await change_primary(servers, chance, cut=number % 2 == 0)
                            await asyncio.to_thread(servers.rejoin)
                    desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
                    await finish(desk, lives, bot, people)
                await bookkeeping.reckon(url, desk, lives, people)
                await desk.close()
