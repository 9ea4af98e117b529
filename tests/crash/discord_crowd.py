"""People at work on Discord, each where they like to work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random

from bots.desk.desk import Desk
from bots.discord.arrivals import PLATFORM
from tests.crash.bookkeeping import everything_is_filed
from tests.crash.discord_lives import DiscordLives
from tests.crash.discord_person import Person, Where
from tests.crash.discord_reckoning import everything_is_heard
from tests.crash.processes import Child
from tests.crash.served import POLICY

RULES = replace(POLICY, max_children=2, reviews_prompt=1, reviews_reply=1)
"""Under these there is soon something to put in order."""

PEOPLE = 8
PATIENCE = 60.0  # seconds until somebody who can't finish counts as stuck


@asynccontextmanager
async def crowd(lives: DiscordLives, chance: Random) -> AsyncIterator[list[Person]]:
    """People at work until the block is left."""
    server = lives.fake.guild()
    square = server.text("square")
    places = [*Where] * PEOPLE
    people = [
        Person(f"p{number}", lives, server, square, places[number], Random(f"{chance.random()} {number}"))
        for number in range(PEOPLE)
    ]
    enough = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for one in people:
            group.create_task(one.work(enough))
        yield people
        enough.set()


async def finish(desk: Desk, bot: Child, people: list[Person]) -> None:
    """Everybody brings to an end what they have begun, as nobody is without a way on; then the bot leaves."""
    await everything_is_heard(desk, people)
    await asyncio.gather(*(one.finish(PATIENCE) for one in people))
    await everything_is_filed(desk, PLATFORM)
    bot.stop()
    assert await bot.finish() == 0
