"""The check is quiet over what is right, and finds each thing that is not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Executable, delete, insert, select, update

from bots.desk.desk import Desk
from bots.dialogue.cards import Card
from bots.dialogue.move import Terms
from bots.rehearse.check import check
from bots.rehearse.clock import SimulatedClock
from bots.rehearse.crowd import Crowd
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.ledger import Ledger
from bots.rehearse.rehearsal import Plan, Rehearsal
from bots.rehearse.stage import round_of
from bots.runner.interpreter import APOLOGY
from core.domain.policy import Policy
from core.link.embedded import EmbeddedLink
from core.store.store import Store
from core.store.tables import audit, message, opening, review
from core.store.transaction import Transaction


@dataclass(frozen=True)
class Rehearsed:
    store: Store
    ledger: Ledger

    async def tamper(self, statement: Executable) -> None:
        def execute(tx: Transaction) -> None:
            tx.execute(statement)

        await self.store.run(execute)

    async def findings(self) -> set[str]:
        return {f"{one.what}: {one.stored}" for one in await check(self.store, self.ledger)}


@pytest.fixture
async def rehearsed(tmp_path: Path) -> AsyncIterator[Rehearsed]:
    clock, plan = SimulatedClock(), Plan(people=6, languages=("en",), tasks=25)
    url = f"sqlite:///{tmp_path}"
    store = await Store.open(f"{url}/trees.db", Policy(reviews_prompt=1), clock=clock, chance=Random(1), durable=False)
    desk = await Desk.open(f"{url}/desk.db", clock=clock, durable=False)
    ids = iter(range(10**6))
    crowd = Crowd(desk, EmbeddedLink(store), Terms(), Improvisation(Random(1)), "test", lambda: str(next(ids)))
    await Rehearsal(crowd, clock, plan, store.policy, round_of(store)).run(_never)
    yield Rehearsed(store, crowd.ledger)
    await desk.close()
    await store.close()


async def _never() -> bool:
    return False


async def test_a_rehearsal_that_went_well_has_no_finding(rehearsed: Rehearsed) -> None:
    assert await rehearsed.findings() == set()


async def test_a_receipt_for_nothing_is_found(rehearsed: Rehearsed) -> None:
    some = next(iter(rehearsed.ledger.receipts.values()))
    rehearsed.ledger.receipts["task"] = replace(some, task_id="task")
    assert await rehearsed.findings() == {"answer: missing"}


async def test_an_answer_of_which_nobody_was_told_is_found(rehearsed: Rehearsed) -> None:
    rehearsed.ledger.receipts.popitem()
    assert await rehearsed.findings() == {"answer: stored"}


async def test_an_answer_that_is_gone_is_found(rehearsed: Rehearsed) -> None:
    await rehearsed.tamper(delete(review))
    assert "effects of a label_initial_prompt: 0" in await rehearsed.findings()


async def test_more_leases_than_are_wanted_are_found(rehearsed: Rehearsed) -> None:
    await rehearsed.tamper(update(opening).values(leased=9, wanted=1))
    assert any(what.endswith(": 9 leased") for what in await rehearsed.findings())


async def test_a_removed_text_that_is_handed_out_is_found(rehearsed: Rehearsed) -> None:
    shown = {ids[0]: since for since, ids in rehearsed.ledger.shown.values() if ids}
    message_id, since = shown.popitem()

    row = {"id": "a", "person_id": "p", "action": "remove", "subject": message_id}
    await rehearsed.tamper(insert(audit).values(**row, created_at=since - timedelta(seconds=1)))
    assert f"card: shows {message_id}" in await rehearsed.findings()


async def test_an_apology_is_found(rehearsed: Rehearsed) -> None:
    rehearsed.ledger.read([Card("trouble", (APOLOGY,))], "ada")
    assert await rehearsed.findings() == {"trouble: ada was told talk-internal-error"}


async def test_a_counter_that_is_wrong_is_found(rehearsed: Rehearsed) -> None:
    root = select(message.c.id).where(message.c.parent_id.is_(None)).limit(1).scalar_subquery()
    await rehearsed.tamper(update(message).where(message.c.id == root).values(reviews=7))
    assert any(what.startswith("message ") for what in await rehearsed.findings())
