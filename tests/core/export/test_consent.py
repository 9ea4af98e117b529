from dataclasses import asdict, replace

import pytest
from sqlalchemy import insert, update

from core.domain.route import Route
from core.export.errors import TrialOnly
from core.export.form import Form
from core.export.selection import Selection
from core.store import tables
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.samples import AS_IS, a_tree, planted, released, texts, uuid


def _agreed(tx: Transaction, person: int, version: str) -> None:
    tx.execute(update(tables.person).where(tables.person.c.id == uuid(person)).values(consent_version=version))


def _recorded(tx: Transaction, message: int, consent: str) -> None:
    route = asdict(Route("terminal", "typed", "en", consent=consent))
    tx.execute(update(tables.message).where(tables.message.c.id == uuid(message)).values(route=route))


def _review(tx: Transaction, person: int) -> None:
    tx.execute(insert(tables.person), {"id": uuid(person), "name": "", "languages": [], "created_at": tx.now})
    keys = {"tree_id": uuid(1), "message_id": uuid(1), "person_id": uuid(person), "created_at": tx.now}
    tx.execute(insert(tables.review), keys | {"task_id": tx.new_id(), "labels": {"spam": 0}})


async def test_contributions_to_a_trial_are_not_released_unless_asked_for(any_store: Store) -> None:
    await planted(any_store, a_tree())
    await any_store.run(_agreed, 1002, "trial-1")
    with pytest.raises(TrialOnly, match=r"^1 contributions of this selection were agreed to as a trial") as refusal:
        await released(any_store)
    assert refusal.value.count == 1
    lines, _ = await released(any_store, Selection(trial=True))
    assert len(texts(lines)) == 3


async def test_what_counts_is_the_consent_that_stood_when_it_was_written(any_store: Store) -> None:
    await planted(any_store, a_tree())
    await any_store.run(_agreed, 1002, "trial-1")
    await any_store.run(_recorded, 2, "1")
    await released(any_store)
    await any_store.run(_agreed, 1002, "1")
    await any_store.run(_recorded, 2, "trial-1")
    with pytest.raises(TrialOnly):
        await released(any_store)


async def test_reviews_are_contributions_where_their_labels_are_told(any_store: Store) -> None:
    await planted(any_store, a_tree())
    await any_store.run(_review, 77)
    await any_store.run(_agreed, 77, "trial-1")
    await released(any_store)
    with pytest.raises(TrialOnly):
        await released(any_store, Selection(), Form(AS_IS, labels=True))


async def test_a_trial_outside_the_selection_hinders_nobody(store: Store) -> None:
    await planted(store, a_tree())
    await store.run(_agreed, 1002, "trial-1")
    lines, _ = await released(store, replace(Selection(), prompts_only=True))
    assert texts(lines) == ["Text 1"]


async def test_imported_messages_are_no_trial(store: Store) -> None:
    await planted(store, a_tree())
    assert len(texts((await released(store))[0])) == 3
