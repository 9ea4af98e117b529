"""What people on Discord did and were shown, held against what the desk and the store have."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bots.desk import inbox, outbox, tables
from bots.desk.desk import Desk
from bots.discord.arrivals import PLATFORM
from bots.rehearse.check import check_holds
from core.domain.task import Family, Kind
from core.service import receipts
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import ballot, message, review, task
from core.store.transaction import Transaction
from tests.crash.discord_lives import Lives
from tests.crash.discord_person import Person

MOMENT = 0.1  # seconds between two looks into the desk
TRIES = 300


async def everything_is_heard(desk: Desk, people: list[Person]) -> None:
    """What was written while no bot was there is read by the last one."""
    await _until_nothing_is_left(desk, lambda connection: unheard(connection, people))


async def everything_is_filed(desk: Desk) -> None:
    """What is still on its way to the store arrives there, and the answers come back."""
    await _until_nothing_is_left(
        desk,
        lambda connection: [*outbox.waiting(connection, (PLATFORM,)), *inbox.people_waiting(connection, (PLATFORM,))],
    )


async def _until_nothing_is_left(desk: Desk, left: Callable[[Connection], list[Any]]) -> None:
    for _ in range(TRIES):
        if not await desk.run(left):
            return
        await asyncio.sleep(MOMENT)
    pytest.fail(f"there is still {await desk.run(left)}")


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


async def reckon(store_url: str, desk: Desk, lives: Lives, people: list[Person]) -> Counter[Family]:
    """Acknowledged is stored, once; nothing was seen that nobody should see. The answers by family."""
    drafts = await desk.run(lambda connection: list(connection.scalars(select(tables.step.c.body))))
    store = await Store.open(store_url, lives.policy)
    try:
        families = await store.read(check, lives, people, " ".join(drafts))
        assert await store.read(check_holds) == []
        assert await survey(store) == []
    finally:
        await store.close()
    assert not lives.troubles, "\n".join(lives.troubles[:5])
    return families


def check(tx: Transaction, lives: Lives, people: list[Person], drafts: str) -> Counter[Family]:
    """Every receipt and every text that people saw taken is there once; the answers by family."""
    done = {row.id: Kind(row.kind).family for row in tx.execute(select(task).where(task.c.state == "done"))}
    numbers = {receipts.number(id) for id in done}
    undone = {number for one in people for number in one.undone}
    assert not (lost := lives.receipts - undone - numbers), f"receipts for nothing: {lost}"
    assert not (silent := numbers - lives.receipts), f"stored without a receipt: {silent}"
    texts = Counter(tx.execute(select(message.c.text)).scalars())
    assert {*texts.values()} == {1}, texts.most_common(3)
    assert texts.keys() <= {text for one in people for text in one.wrote}
    handed_in = {text for one in people for text in (*one.taken, *one.said.values())}
    lost = {text for text in handed_in - texts.keys() if text not in drafts}  # what came too late is a draft
    assert not lost, f"texts that are gone: {lost}"
    for table in (message, review, ballot):
        effects = list(tx.execute(select(table.c.task_id)).scalars())
        assert len(effects) == len(set(effects))
    return Counter(done.values())
