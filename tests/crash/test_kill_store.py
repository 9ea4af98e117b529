"""The store is killed under load: acknowledged is stored, once, and who asks again hears the same."""

import asyncio
from random import Random

from tests.budget import scaled
from tests.crash.load import load
from tests.crash.reckoning import ask_again, reckon
from tests.crash.served import Served

KILLS = scaled(8, 40, 120)
MOST_ACTS = 40  # from one death to the next
LONGEST_ACT = 0.02  # seconds; most acts take less, so that kills hit every part of one
LONGEST_START = 0.15  # seconds; every fourth life ends before it has well begun
PEOPLE = 12


async def test_kill_9_at_random_moments_loses_nothing_acknowledged_and_doubles_nothing(grove_url: str) -> None:
    chance = Random(1)
    async with await Served.on(grove_url) as served, served.links(3) as links:
        async with load(links, PEOPLE) as ledger:
            for number in range(KILLS):
                if number % 4 == 3:
                    await asyncio.sleep(chance.uniform(0, LONGEST_START))
                else:
                    await ledger.hear(chance.randint(1, MOST_ACTS))
                    await asyncio.sleep(chance.uniform(0, LONGEST_ACT))
                await served.kill()
                await served.start(wait=False)
            await ledger.hear(MOST_ACTS)
        assert ledger.away
        await ask_again(links[0], ledger)
        async with served.opened() as store:
            await reckon(store, ledger)
