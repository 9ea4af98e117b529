from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Table, update

from core.domain.route import Route
from core.domain.task import Kind, Task
from core.link.embedded import EmbeddedLink
from core.link.requests import Agree, Join, SubmitText, Take
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import language, message, opening, person
from core.store.transaction import Transaction
from tests.fakes.clock import Clock

PROMPTS = ("Why are leaves green?", "Name three trees.", "How old can an oak get?")


@pytest.fixture
async def store(database_url: str, clock: Clock) -> AsyncIterator[Store]:
    """A store with a few prompts under review."""
    store = await Store.open(database_url, clock=clock.now)
    link = EmbeddedLink(store)
    ada = await link.send(Join("terminal", "ada", "Ada"), "join")
    await link.send(Agree(ada.id, "1", ("en",)), "agree")
    for text in PROMPTS:
        task = await link.send(Take(ada.id, Kind.INITIAL_PROMPT, "en"), f"take {text}")
        assert isinstance(task, Task)
        await link.send(SubmitText(ada.id, task.id, text, Route("terminal", "typed", "en")), f"submit {text}")
    yield store
    await store.close()


async def _spoil(store: Store, table: Table, **values: int) -> None:
    def work(tx: Transaction) -> None:
        tx.execute(update(table).values(**values))

    await store.run(work)


async def test_what_was_written_by_use_cases_agrees_with_the_facts(store: Store) -> None:
    assert await survey(store) == []


@pytest.mark.parametrize(
    ("table", "column", "places"),
    [
        (message, "red_flags", len(PROMPTS)),
        (opening, "wanted", len(PROMPTS)),
        (language, "reviewing", 1),
        (person, "contributions", 1),
    ],
    ids=str,
)
async def test_each_thing_derived_is_compared_and_mended(store: Store, table: Table, column: str, places: int) -> None:
    await _spoil(store, table, **{column: 2})
    assert len(await survey(store)) == places
    assert len(await survey(store, repair=True)) == places
    assert await survey(store) == []


async def test_it_tells_how_far_it_is(store: Store) -> None:
    ticks: list[tuple[int, int]] = []
    await survey(store, tick=lambda done, total: ticks.append((done, total)))
    assert ticks == [(1, 3), (2, 3), (3, 3)]
