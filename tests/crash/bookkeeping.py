"""What people on a platform did and were shown, held against what the desk and the store have."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, select

from bots.desk import inbox, outbox, tables
from bots.desk.desk import Desk
from bots.rehearse.check import check_holds
from core.domain.policy import Policy
from core.domain.task import Family, Kind
from core.service import receipts
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import ballot, message, review, task
from core.store.transaction import Transaction

MOMENT = 0.1  # seconds between two looks into the desk
TRIES = 300


class Shown(Protocol):
    """What came of all lives of a bot: receipts that somebody saw, and what nobody should see."""

    policy: Policy
    receipts: set[str]
    troubles: list[str]


class Writer(Protocol):
    """Somebody at work: receipts they took back, and the texts they wrote."""

    undone: set[str]
    wrote: set[str]

    @property
    def handed_in(self) -> Iterable[str]:
        """Texts of which they know that they arrived."""
        ...


async def everything_is_filed(desk: Desk, platform: str) -> None:
    """What is still on its way to the store arrives there, and the answers come back."""
    await until_nothing_is_left(
        desk,
        lambda connection: [*outbox.waiting(connection, (platform,)), *inbox.people_waiting(connection, (platform,))],
    )


async def until_nothing_is_left(desk: Desk, left: Callable[[Connection], list[Any]]) -> None:
    """Wait for something in the desk to be worked off."""
    for _ in range(TRIES):
        if not await desk.run(left):
            return
        await asyncio.sleep(MOMENT)
    pytest.fail(f"there is still {await desk.run(left)}")


async def each_is_answered(store_url: str, families: Set[Family]) -> None:
    """Wait until somebody has answered something of each family."""
    store = await Store.open(store_url)
    try:
        for _ in range(TRIES):
            if await store.read(_answered) >= families:
                return
            await asyncio.sleep(MOMENT)
        pytest.fail(f"nothing was answered but {await store.read(_answered)}")
    finally:
        await store.close()


async def reckon(store_url: str, desk: Desk, lives: Shown, people: Sequence[Writer]) -> Counter[Family]:
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


def check(tx: Transaction, lives: Shown, people: Sequence[Writer], drafts: str) -> Counter[Family]:
    """Every receipt and every text that people saw taken is there once; the answers by family."""
    done = {row.id: Kind(row.kind).family for row in tx.execute(select(task).where(task.c.state == "done"))}
    numbers = {receipts.number(id) for id in done}
    undone = {number for one in people for number in one.undone}
    assert not (lost := lives.receipts - undone - numbers), f"receipts for nothing: {lost}"
    assert not (silent := numbers - lives.receipts), f"stored without a receipt: {silent}"
    texts = Counter(tx.execute(select(message.c.text)).scalars())
    assert {*texts.values()} == {1}, texts.most_common(3)
    assert texts.keys() <= {text for one in people for text in one.wrote}
    handed_in = {text for one in people for text in one.handed_in}
    lost = {text for text in handed_in - texts.keys() if text not in drafts}  # what came too late is a draft
    assert not lost, f"texts that are gone: {lost}"
    for table in (message, review, ballot):
        effects = list(tx.execute(select(table.c.task_id)).scalars())
        assert len(effects) == len(set(effects))
    return Counter(done.values())


def _answered(tx: Transaction) -> set[Family]:
    return {Kind(kind).family for kind in tx.execute(select(task.c.kind).where(task.c.state == "done")).scalars()}
