"""Two processes serve one database under load: each knows what the other does, and nothing is done twice."""

from random import Random

from tests.budget import scaled
from tests.crash.load import load
from tests.crash.reckoning import ask_again, reckon
from tests.crash.served import Served
from tests.crash.stutter import Stutter

ACTS = scaled(300, 3000, 240)
PEOPLE = 16


async def test_two_stores_on_one_database_lease_nothing_twice_and_lose_nothing(grove_url: str) -> None:
    async with await Served.on(grove_url) as one, Served(grove_url, one.key) as other:
        async with one.links(2) as here, other.links(2) as there:
            line = Stutter([*here, *there], Random(1), 0.0)  # the same act at the same moment, here and there
            async with load([*here, *there, line], PEOPLE) as ledger:
                await ledger.hear(ACTS)
            await line.settle()
            for key, answers in line.answers.items():
                ledger.hear_copies(key, answers)
            await ask_again(here[0], ledger)
            await ask_again(there[0], ledger)
        async with one.opened() as store:
            await reckon(store, ledger)
