import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Table, update
from sqlalchemy import text as sql

from core.domain.person import Person
from core.domain.route import Route
from core.domain.task import Kind, Task
from core.link.embedded import EmbeddedLink
from core.link.requests import Agree, Join, SubmitText, Take
from core.service import contribute, handout
from core.service.recount import Finding
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import language, message, opening, person
from core.store.transaction import Transaction
from tests.fakes.clock import Clock
from tests.fakes.grove import ROUTE, Grove

PROMPTS = ("Why are leaves green?", "Name three trees.", "How old can an oak get?")
PATIENCE = 30


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


async def _look_while_somebody_answers(grove: Grove, ada: Person, table: Table, *, repair: bool) -> list[Finding]:
    """What is found when the look at some counters has begun, must wait for them, and gets them after an answer."""
    locked = asyncio.Event()
    waits = sql(f"select 1 from pg_locks where relation = '{table}'::regclass and not granted")

    def answer(tx: Transaction) -> None:
        tx.execute(sql(f"lock table {table} in access exclusive mode"))
        locked.set()
        while not tx.execute(waits).all():
            pass
        held = handout.take(tx, ada.id, Kind.INITIAL_PROMPT, "en")
        assert isinstance(held, Task)
        contribute.submit_text(tx, ada.id, held.id, PROMPTS[0], ROUTE)

    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(grove.store.run(answer))
        await locked.wait()
        return await survey(grove.store, repair=repair)


@pytest.mark.parametrize("table", [language, person], ids=str)
@pytest.mark.parametrize("repair", [False, True], ids=["check", "repair"])
async def test_what_is_done_meanwhile_is_no_finding(postgres_grove: Grove, table: Table, repair: bool) -> None:
    ada = await postgres_grove.join("ada")
    await postgres_grove.write(ada, Kind.INITIAL_PROMPT, PROMPTS[1])
    assert await _look_while_somebody_answers(postgres_grove, ada, table, repair=repair) == []
    assert await postgres_grove.findings() == []


@pytest.mark.parametrize(("table", "column"), [(language, "reviewing"), (person, "contributions")], ids=str)
async def test_a_repair_does_not_undo_what_is_done_meanwhile(postgres_grove: Grove, table: Table, column: str) -> None:
    ada = await postgres_grove.join("ada")
    await postgres_grove.write(ada, Kind.INITIAL_PROMPT, PROMPTS[1])
    await _spoil(postgres_grove.store, table, **{column: 9})
    assert len(await _look_while_somebody_answers(postgres_grove, ada, table, repair=True)) == 1
    assert await postgres_grove.findings() == []
