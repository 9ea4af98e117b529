import asyncio
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from core.domain.message import Role
from core.domain.policy import Policy
from core.domain.task import Kind
from core.domain.tree import State
from core.export.plant import Planted, foresee, plant
from core.export.published import Mean, PublishedTree
from core.service import forest
from core.service.recount import Finding, check_languages, check_people, check_tree, tree_ids
from core.store import tables
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.samples import a_message, a_tree, forests, planted, released, uuid


def _openings(tx: Transaction) -> dict[tuple[str, str], int]:
    opening = tables.opening.c
    rows = tx.execute(select(opening.message_id, opening.kind, opening.wanted))
    return {(message_id, kind): wanted for message_id, kind, wanted in rows}


def _state(tx: Transaction, tree_id: str) -> str:
    return str(tx.execute(select(tables.tree.c.state).where(tables.tree.c.id == tree_id)).scalar_one())


def _column(tx: Transaction, name: str) -> list[object]:
    return list(tx.execute(select(tables.message.c[name]).order_by(tables.message.c.id)).scalars())


async def test_a_tree_keeps_what_was_said_of_it(any_store: Store) -> None:
    labels = {"spam": Mean(0.1, 3)}
    deleted = a_message(2, 1, deleted=True, review_result=None, labels=labels, emojis={"+1": 2}, detoxify={"threat": 1})
    tree = a_tree(a_message(1), deleted, a_message(3, 2, synthetic=True, model_name="oak", role=Role.PROMPTER))
    assert await any_store.run(plant, [tree], 0) == Planted(trees=1, messages=3)
    assert await any_store.read(_column, "depth") == [0, 1, 2]
    lines, _ = await released(any_store)
    assert lines[0]["prompt"]["replies"][0]["deleted"] is True
    assert await any_store.read(_column, "verdict") == [True, None, True]


async def test_what_the_store_holds_is_passed_over_and_a_tree_goes_in_whole_or_not_at_all(any_store: Store) -> None:
    await planted(any_store, a_tree())
    more = a_tree(a_message(1), a_message(2, 1), a_message(9, 1))
    result = await any_store.run(plant, [a_tree(), more, a_tree(a_message(5))], 0)
    assert (result.trees, result.messages, result.known) == (1, 1, 5)
    ((message_id, reason),) = result.refused
    assert message_id == uuid(9)
    assert "goes in whole" in reason


async def test_foreseeing_tells_the_same_and_writes_nothing(any_store: Store) -> None:
    trees = [a_tree(state=None), a_tree(a_message(5), state=None)]
    expected = await any_store.read(foresee, trees, 1)
    assert await any_store.read(_column, "id") == []
    assert await any_store.run(plant, trees, 1) == expected == Planted(trees=2, messages=4, activated=1)


async def test_trees_without_a_state_are_taken_as_accepted_and_wait_to_be_ranked(any_store: Store) -> None:
    unreviewed = a_tree(a_message(1), a_message(2, 1, review_result=None), a_message(3, 1), state=None)
    other = a_tree(a_message(5), state=None)
    await any_store.run(plant, [unreviewed, other], 1)
    assert await any_store.read(_state, uuid(1)) == State.RANKING
    assert await any_store.read(_state, uuid(5)) == State.BACKLOG_RANKING
    assert await any_store.read(_openings) == {(uuid(1), Kind.RANK_ASSISTANT_REPLIES): 3}


async def test_a_growing_tree_goes_on_from_where_it_stood(any_store: Store) -> None:
    undecided = a_message(2, 1, review_result=None, review_count=2)
    await planted(any_store, a_tree(a_message(1), undecided, a_message(3, 1), state=State.GROWING))
    assert await any_store.read(_openings) == {
        (uuid(2), Kind.LABEL_ASSISTANT_REPLY): 3,
        (uuid(1), Kind.ASSISTANT_REPLY): 1,
        (uuid(3), Kind.PROMPTER_REPLY): 1,
    }


async def test_nobody_is_asked_about_a_message_of_their_own(any_store: Store) -> None:
    await planted(any_store, a_tree(state=State.GROWING))
    query = select(tables.touch.c.message_id, tables.touch.c.kind).where(tables.touch.c.person_id == uuid(1002))

    def touches(tx: Transaction) -> set[tuple[str, str]]:
        return {(message_id, kind) for message_id, kind in tx.execute(query)}

    assert await any_store.read(touches) == {
        (uuid(2), Kind.PROMPTER_REPLY),
        (uuid(2), Kind.LABEL_ASSISTANT_REPLY),
        (uuid(1), Kind.ASSISTANT_REPLY),
        (uuid(1), Kind.RANK_ASSISTANT_REPLIES),
    }


async def test_languages_count_their_new_trees(any_store: Store) -> None:
    await planted(
        any_store,
        a_tree(a_message(1), state=State.GROWING),
        a_tree(a_message(5), state=State.PROMPT_LOTTERY_WAITING),
        a_tree(a_message(6, review_result=None, review_count=0), state=State.INITIAL_PROMPT_REVIEW),
        a_tree(a_message(7)),
    )

    def counters(tx: Transaction) -> tuple[int, int, int]:
        row = tx.execute(select(tables.language)).one()
        return row.growing, row.waiting, row.reviewing

    assert await any_store.read(counters) == (1, 1, 1)


async def test_a_waiting_tree_whose_prompt_was_deleted_is_halted(store: Store) -> None:
    await planted(store, a_tree(a_message(1, deleted=True), state=State.PROMPT_LOTTERY_WAITING))
    assert await store.read(_state, uuid(1)) == State.HALTED_BY_MODERATOR


async def test_caps_come_from_the_policy_of_the_language(store: Store) -> None:
    store.policy = Policy(languages={"gsw": {"goal_size": 5, "max_depth": 2, "max_children": 4}})
    await planted(store, a_tree(a_message(1, lang="gsw")))
    found = await store.read(forest.look, uuid(1))
    assert found is not None
    assert (found.tree.goal_size, found.tree.max_depth, found.tree.max_children) == (5, 2, 4)


@pytest.mark.parametrize(
    ("changes", "flagged"),
    [
        ({}, False),
        ({"emojis": {"red_flag": 1}}, True),
        ({"labels": {"hate_speech": Mean(0.3, 3)}}, True),
        ({"labels": {"lang_mismatch": Mean(1, 3), "quality": Mean(1, 3), "hate_speech": Mean(0, 3)}}, False),
    ],
)
async def test_what_somebody_flagged_before_stays_behind_a_spoiler(
    store: Store, changes: dict[str, object], flagged: bool
) -> None:
    await planted(store, a_tree(replace(a_message(1), **changes)))  # type: ignore[arg-type]
    assert await store.read(_column, "flagged") == [flagged]


def test_a_recount_finds_nothing_to_mend_in_trees_of_any_state(database_url: str) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(Store.open(database_url, durable=False))

        @settings(max_examples=15, deadline=None)
        @given(forests(list(State)))
        def check(trees: list[PublishedTree]) -> None:
            runner.run(store.run(plant, trees, 0))
            assert runner.run(store.read(_findings)) == []

        try:
            check()
        finally:
            runner.run(store.close())


def _findings(tx: Transaction) -> list[Finding]:
    found = chain.from_iterable(check_tree(tx, tree_id) for tree_id in tree_ids(tx, uuid(0), 10_000))
    return [*found, *check_languages(tx), *check_people(tx)]
