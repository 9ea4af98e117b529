"""People at work on Telegram, each in the private chat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random

from bots.desk.desk import Desk
from bots.telegram.arrivals import PLATFORM
from tests.crash.bookkeeping import everything_is_filed
from tests.crash.processes import Child
from tests.crash.served import POLICY
from tests.crash.telegram_lives import TelegramLives
from tests.crash.telegram_person import Person

RULES = replace(POLICY, max_children=2, reviews_prompt=1, reviews_reply=1)
"""Under these there is soon something to put in order."""

PEOPLE = 8
PATIENCE = 60.0  # seconds until somebody who can't finish counts as stuck


@asynccontextmanager
async def crowd(lives: TelegramLives, chance: Random) -> AsyncIterator[list[Person]]:
    """People at work until the block is left."""
    people = [Person(f"p{number}", lives, Random(f"{chance.random()} {number}")) for number in range(PEOPLE)]
    enough = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for one in people:
            group.create_task(one.work(enough))
        yield people
        enough.set()


async def finish(desk: Desk, lives: TelegramLives, bot: Child, people: list[Person]) -> None:
    """Everybody brings to an end what they have begun, as nobody is without a way on; then the bot leaves."""
    await lives.fake.handed_over(PATIENCE)
    await asyncio.gather(*(one.finish(PATIENCE) for one in people))
    await everything_is_filed(desk, PLATFORM)
    bot.stop()
    assert await bot.finish() == 0
