import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.dialects import sqlite

from core.domain.policy import Policy
from core.domain.task import COUNTED, Kind
from core.link.requests import Skip
from core.service import janitor, needs, recount, retract, search, views
from core.store.prepared import Prepared
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, Grove
from tests.fakes.openings import plant_openings


async def test_a_kinds_age_is_that_of_its_oldest_opening(grove: Grove) -> None:
    ada = await grove.join("ada")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    grove.clock.advance(minutes=7)
    await grove.write(ada, Kind.INITIAL_PROMPT, "How?")
    ages = await grove.store.run(needs.waiting, "en")
    assert ages[Kind.LABEL_INITIAL_PROMPT] == 7.0
    assert ages[Kind.RANK_ASSISTANT_REPLIES] is None


async def test_the_wish_for_prompts_is_quieted_by_each_that_is_begun(grove: Grove) -> None:
    ada = await grove.join("ada")
    await grove.take(ada, Kind.INITIAL_PROMPT)
    grove.clock.advance(minutes=20)
    assert (await grove.store.run(needs.waiting, "en"))[Kind.INITIAL_PROMPT] == 20.0
    await grove.take(ada, Kind.INITIAL_PROMPT)
    assert (await grove.store.run(needs.waiting, "en"))[Kind.INITIAL_PROMPT] == 0.0


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        (replace(SMALL, max_active_trees=3, max_prompts_in_review=4, max_prompts_waiting=50), 7),
        (replace(SMALL, max_active_trees=3, max_prompts_in_review=4, max_prompts_waiting=5), 5),
        (replace(SMALL, max_active_trees=0, max_prompts_in_review=0), 0),
        (replace(SMALL, max_prompts_waiting=0), 0),
    ],
    ids=["room to grow and to review", "room to wait", "no room", "nobody may wait"],
)
async def test_so_many_prompts_are_wanted_as_the_caps_leave_room_for(
    sqlite_grove: Grove, policy: Policy, wanted: int
) -> None:
    sqlite_grove.store.policy = policy
    assert await sqlite_grove.store.run(needs.prompts_wanted, "en") == wanted


async def test_prompts_under_review_and_in_hand_use_their_room(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    grove.store.policy = replace(SMALL, max_active_trees=1, max_prompts_in_review=3)
    ada = await grove.join("ada")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    held = await grove.take(ada, Kind.INITIAL_PROMPT)
    assert await grove.store.run(needs.prompts_wanted, "en") == 2
    await grove.send(Skip(ada.id, held.id))
    assert await grove.store.run(needs.prompts_wanted, "en") == 3


async def test_only_tasks_of_late_that_are_still_in_hand_are_pending(grove: Grove) -> None:
    ada = await grove.join("ada")
    first = await grove.take(ada)
    await grove.take(ada)
    assert await grove.store.run(needs.pending, ada.id) == 2
    await grove.say(ada, first, "Why?")
    assert await grove.store.run(needs.pending, ada.id) == 1
    grove.clock.advance(timedelta(seconds=SMALL.pending_seconds + 1).total_seconds())
    assert await grove.store.run(needs.pending, ada.id) == 0


async def test_who_has_done_all_there_is_of_a_kind_could_take_none_of_it(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    for n in range(3):
        await grove.write(ada, Kind.INITIAL_PROMPT, f"Question {n}?")
    kind = Kind.LABEL_INITIAL_PROMPT
    assert kind not in await grove.store.read(needs.possible, ada.id, "en")
    assert kind in await grove.store.read(needs.possible, ben.id, "en")
    assert (await grove.store.read(needs.available, ben.id, "en"))[kind] == 3
    held = await grove.take(ben, kind)
    assert await grove.store.run(needs.taken, ben.id, str(held.tree_id), str(held.message_id), kind)
    assert not await grove.store.run(needs.touched, ben.id, str(held.tree_id), str(held.message_id), kind)
    assert (await grove.store.read(needs.free, "en"))[kind] == 2
    assert await grove.store.read(needs.held, "en") == 1


async def test_who_waits_for_something_new_among_much_that_they_know_hears_of_it(sqlite_grove: Grove) -> None:
    grove, kind = sqlite_grove, Kind.LABEL_INITIAL_PROMPT
    ben = await grove.join("ben")
    await plant_openings(grove, 500, kind, untouched=[], by=ben.id)
    grove.clock.advance(minutes=5)
    await grove.shortage(ben, kind)
    assert kind not in await grove.store.read(needs.possible, ben.id, "en")
    await grove.write(await grove.join("cleo"), Kind.INITIAL_PROMPT, "Why?")
    assert kind in await grove.store.read(needs.possible, ben.id, "en")


async def test_of_many_openings_some_are_counted_and_none_is_overlooked(sqlite_grove: Grove) -> None:
    """Who has done all that would be counted still hears that there is something."""
    grove = sqlite_grove
    ben = await grove.join("ben")
    await plant_openings(grove, 300, Kind.LABEL_INITIAL_PROMPT, untouched=range(290, 300), by=ben.id)
    assert (await grove.store.read(needs.free, "en"))[Kind.LABEL_INITIAL_PROMPT] == COUNTED
    assert (await grove.store.read(needs.available, ben.id, "en"))[Kind.LABEL_INITIAL_PROMPT] == 1


PLANS = {
    "the next openings": (search._STRETCH[False], {"opening_free", "task_held_once"}),
    "openings from all over": (search._SPREAD[False], {"opening_free", "task_held_once"}),
    "what opened lately": (search._SINCE[False], {"opening_age", "task_held_once"}),
    "count what is free": (needs._COUNT_FOR_PERSON, {"opening_free", "task_held_once"}),
    "ages": (needs._AGES, {"opening_age"}),
    "pending": (needs._PENDING, {"task_of_person"}),
    "held already": (needs._HOLDS, {"task_held_once"}),
    "leases that are over": (janitor._DUE, {"task_due"}),
    "skips": (retract._SKIPS, {"task_of_tree"}),
    "a recount's tasks of a tree": (recount._TASKS, {"task_of_tree"}),
    "the newest prompts": (views._PROMPTS, {"tree_newest"}),
}


@pytest.mark.parametrize(("prepared", "indices"), PLANS.values(), ids=PLANS)
async def test_no_statement_walks_through_a_persons_whole_history(
    sqlite_grove: Grove, prepared: Prepared, indices: set[str]
) -> None:
    """A partial index serves only statements that name its condition letter by letter."""
    sql = str(prepared.statement.compile(dialect=sqlite.dialect()))  # type: ignore[attr-defined]

    def plan(tx: Transaction) -> str:
        found = tx.connection.exec_driver_sql(f"explain query plan {sql}", tuple([1] * sql.count("?")))
        return " ".join(row.detail for row in found)

    explained = await sqlite_grove.store.run(plan)
    assert all(f"INDEX {index} " in explained for index in indices), explained
    assert not re.search(r"SCAN (task|opening|touch)", explained)
