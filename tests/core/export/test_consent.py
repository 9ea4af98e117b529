from contextlib import nullcontext
from dataclasses import asdict, replace
from typing import Any

import pytest
from sqlalchemy import update

from core.domain.route import Route
from core.export.errors import TrialOnly
from core.export.form import Form
from core.export.selection import Selection
from core.store import tables
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.deeds import reacted, remarked, reviewed, voted
from tests.core.export.samples import AS_IS, a_tree, planted, released, texts, uuid


def _agreed(tx: Transaction, person: int, version: str) -> None:
    tx.execute(update(tables.person).where(tables.person.c.id == uuid(person)).values(consent_version=version))


def _recorded(tx: Transaction, message: int, consent: str) -> None:
    route = asdict(Route("terminal", "typed", "en", consent=consent))
    tx.execute(update(tables.message).where(tables.message.c.id == uuid(message)).values(route=route))


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


@pytest.mark.parametrize(
    ("deed", "given", "told"),
    [
        (reviewed, ({"spam": 0},), {"labels", "events"}),
        (remarked, ({"spam": 0},), {"labels", "events"}),
        (reacted, ("+1",), {"emojis", "events"}),
        (voted, ([[2], [3]],), {"events"}),
    ],
)
async def test_what_people_did_is_a_contribution_where_it_is_told(
    any_store: Store, deed: Any, given: Any, told: set[str]
) -> None:
    await planted(any_store, a_tree())
    await any_store.run(deed, 1, 77, *given)
    await any_store.run(_agreed, 77, "trial-1")
    for name in ("labels", "emojis", "events"):
        wanted: dict[str, Any] = {name: True}
        with pytest.raises(TrialOnly) if name in told else nullcontext():
            await released(any_store, Selection(), Form(AS_IS, **wanted))
    lines, _ = await released(any_store, Selection(trial=True), Form(AS_IS, events=True))
    assert uuid(77) in str(lines)


async def test_a_trial_outside_the_selection_hinders_nobody(store: Store) -> None:
    await planted(store, a_tree())
    await store.run(_agreed, 1002, "trial-1")
    lines, _ = await released(store, replace(Selection(), prompts_only=True))
    assert texts(lines) == ["Text 1"]


async def test_imported_messages_are_no_trial(store: Store) -> None:
    await planted(store, a_tree())
    assert len(texts((await released(store))[0])) == 3
