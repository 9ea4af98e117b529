"""Whatever is derived and wrong in the database is found, and repaired."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, update

from core.domain.task import Kind
from core.service.survey import survey
from core.store.tables import language, message, opening, person, touch, tree
from core.store.transaction import Transaction
from tests.fakes.grove import Grove

WRONG: dict[str, tuple[Table, Mapping[str, Any]]] = {
    "reviews": (message, {"reviews": 7}),
    "complaints": (message, {"complaints": 0.5}),
    "ballots": (message, {"ballots": 2}),
    "skips": (message, {"skips": 1}),
    "red flags": (message, {"red_flags": 1}),
    "complete": (message, {"complete": True}),
    "flagged": (message, {"flagged": True}),
    "verdict": (message, {"verdict": None}),
    "wanted": (opening, {"wanted": 9}),
    "leased": (opening, {"leased": 2}),
    "lonely": (opening, {"lonely": True}),
    "reviewing": (language, {"reviewing": 5}),
    "waiting": (language, {"waiting": 5}),
    "growing": (language, {"growing": 5}),
    "prompts held": (language, {"prompts_held": 5}),
    "contributions": (person, {"contributions": 99}),
    "first ranks": (person, {"first_ranks": 99}),
}


@pytest.fixture
async def busy(grove: Grove) -> Grove:
    """A grove with a growing tree, a task in hand, and a prompt under review."""
    await grove.sprout(await grove.join("ada"))
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    await grove.take(await grove.join("cleo"), Kind.ASSISTANT_REPLY)
    await grove.write(await grove.join("dan"), Kind.INITIAL_PROMPT, "How?")
    assert await grove.findings() == []
    return grove


async def mended(grove: Grove) -> bool:
    """Whether something was found, and after its repair nothing."""
    found = await grove.findings()
    assert found
    assert await survey(grove.store, repair=True) == found
    return await grove.findings() == []


@pytest.mark.parametrize(("table", "values"), WRONG.values(), ids=WRONG)
async def test_a_wrong_number_is_found_and_put_right(busy: Grove, table: Table, values: Mapping[str, Any]) -> None:
    def spoil(tx: Transaction) -> None:
        tx.execute(update(table).values(**values))

    await busy.store.run(spoil)
    assert await mended(busy)


@pytest.mark.parametrize("table", [opening, touch], ids=str)
async def test_what_is_missing_is_found_and_written(busy: Grove, table: Table) -> None:
    def lose(tx: Transaction) -> None:
        tx.execute(delete(table))

    await busy.store.run(lose)
    assert await mended(busy)


async def test_a_bar_that_nothing_explains_is_found_and_lifted(busy: Grove) -> None:
    eve = await busy.join("eve")
    rows = await busy.rows(tree.select().with_only_columns(tree.c.id))
    tree_id = rows[0].id

    def bar(tx: Transaction) -> None:
        row = {"tree_id": tree_id, "message_id": tree_id, "person_id": eve.id, "kind": Kind.ASSISTANT_REPLY}
        tx.execute(insert(touch), row)

    await busy.store.run(bar)
    assert await mended(busy)


async def test_a_tree_that_should_have_moved_on_is_found_and_moves(busy: Grove) -> None:
    def hold_back(tx: Transaction) -> None:
        tx.execute(update(message).values(deleted=True))

    await busy.store.run(hold_back)
    assert {one.what for one in await busy.findings()} >= {"state", "openings"}
    assert await mended(busy)


async def test_a_finding_says_what_stands_there_and_what_the_facts_say(busy: Grove) -> None:
    def spoil(tx: Transaction) -> None:
        tx.execute(update(language).values(growing=5))

    await busy.store.run(spoil)
    (found,) = await busy.findings()
    assert (found.subject, found.what, found.stored, found.found) == ("en", "language", "(1, 0, 5, 0)", "(1, 0, 1, 0)")
