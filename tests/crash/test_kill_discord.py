"""The bot is killed while people are at work on Discord: their cards work again, nothing is lost, nothing doubled."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, select

from bots.desk import tables
from bots.desk.desk import Desk
from bots.rehearse.check import check_holds
from core.domain.task import Family, Kind
from core.service import receipts
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import ballot, message, review, task
from core.store.transaction import Transaction
from tests.crash.discord_lives import Lives
from tests.crash.discord_person import Person, Where
from tests.crash.served import POLICY
from tests.fakes.discord import FakeDiscord

KILLS = 50 if os.environ.get("ARBORETUM_SOAK") else 10
PEOPLE = 8
RULES = replace(POLICY, max_children=2, reviews_prompt=1, reviews_reply=1)  # so that there is something to rank soon
PATIENCE = 60.0  # seconds until somebody who can't finish counts as stuck
MOMENT = 0.1  # seconds between two looks into the desk
TRIES = 300


@asynccontextmanager
async def crowd(lives: Lives, chance: Random) -> AsyncIterator[list[Person]]:
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


async def test_kill_9_between_any_two_steps_loses_nothing_and_leaves_everybody_a_way_on(tmp_path: Path) -> None:
    chance = Random(1)
    async with FakeDiscord() as fake:
        lives = Lives(fake, tmp_path, RULES)
        async with crowd(lives, chance) as people:
            for _ in range(KILLS):
                await lives.random(chance)
        desk = await Desk.open(f"sqlite:///{tmp_path / 'desk.db'}")
        async with lives.bot() as bot:
            await lives.begun(bot)
            await everything_is_heard(desk, people)
            await asyncio.gather(*(one.finish(PATIENCE) for one in people))
        assert fake.violations == []
    await reckon(tmp_path, desk, lives, people)


async def everything_is_heard(desk: Desk, people: list[Person]) -> None:
    """What was written while no bot was there is read by the last one."""
    missing = await desk.run(lambda connection: unheard(connection, people))
    for _ in range(TRIES):
        if not missing:
            return
        await asyncio.sleep(MOMENT)
        missing = await desk.run(lambda connection: unheard(connection, people))
    pytest.fail(f"nobody has heard {missing}")


def unheard(connection: Connection, people: list[Person]) -> list[str]:
    """What people wrote, and the bot acknowledged or can read in their rooms, without having written it down."""
    rows = connection.execute(select(tables.inbox.c.event_id, tables.inbox.c.event))
    events = {row.event_id: row.event for row in rows}
    acknowledged = Counter(text for one in people for text in one.taken.elements())
    kept = Counter(
        text for text in acknowledged for id, event in events.items() if text in event and id.startswith("discord:i")
    )
    said = [id for one in people for id in one.said if f"discord:m{id}" not in events]
    return [*(acknowledged - kept).elements(), *map(str, said)]


async def reckon(folder: Path, desk: Desk, lives: Lives, people: list[Person]) -> None:
    """Hold what people saw and did against what is stored."""
    drafts = await desk.run(lambda connection: list(connection.scalars(select(tables.step.c.body))))
    await desk.close()
    store = await Store.open(f"sqlite:///{folder / 'trees.db'}", RULES)
    try:
        families = await store.read(check, lives, people, " ".join(drafts))
        assert await store.read(check_holds) == []
        assert await survey(store) == []
    finally:
        await store.close()
    assert lives.troubles == []
    assert families.keys() == {*Family}


def check(tx: Transaction, lives: Lives, people: list[Person], drafts: str) -> Counter[Family]:
    """Every receipt and every text that people saw taken is there once; the answers by family."""
    done = {row.id: Kind(row.kind).family for row in tx.execute(select(task).where(task.c.state == "done"))}
    numbers = {receipts.number(id) for id in done}
    undone = {number for one in people for number in one.undone}
    assert lives.receipts - undone <= numbers <= lives.receipts
    texts = Counter(tx.execute(select(message.c.text)).scalars())
    assert {*texts.values()} == {1}
    assert texts.keys() <= {text for one in people for text in one.wrote}
    handed_in = {text for one in people for text in (*one.taken, *one.said.values())}
    assert [text for text in handed_in - texts.keys() if text not in drafts] == []  # those came too late for their task
    for table in (message, review, ballot):
        effects = list(tx.execute(select(table.c.task_id)).scalars())
        assert len(effects) == len(set(effects))
    return Counter(done.values())
