"""One thing at a time for each person."""

import asyncio
import gc

from bots.runner.turns import Turns
from core.domain.person import Identity

ADA, BEN = Identity("test", "ada"), Identity("test", "ben")


async def test_of_one_persons_things_the_second_waits_and_anothers_does_not() -> None:
    turns, done = Turns(), list[str]()

    async def do(who: Identity, what: str, wait: asyncio.Event | None = None) -> None:
        async with turns.of(who):
            if wait is not None:
                await wait.wait()
            done.append(what)

    first_may_end = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(do(ADA, "first", first_may_end))
        group.create_task(do(ADA, "second"))
        await group.create_task(do(BEN, "beside"))
        first_may_end.set()
    assert done == ["beside", "first", "second"]


async def test_nobody_is_remembered_for_ever() -> None:
    turns = Turns()
    async with turns.of(ADA):
        assert len(turns._locks) == 1
    gc.collect()
    assert len(turns._locks) == 0
