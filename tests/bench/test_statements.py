"""What a task's statements are counted by."""

from aiohttp import ClientSession

from core.api.app import BASE
from core.store.store import Store
from tests.bench.crowd import Crowd
from tests.bench.statements import Counted, count, listening
from tests.fakes.api import serve


async def test_each_task_is_counted_with_its_statements_and_transactions(database_url: str) -> None:
    tape: list[str] = []
    with listening(tape):
        store = await Store.open(database_url)
        try:
            async with serve(store) as api, ClientSession() as session:
                crowd = Crowd(api.keys["trusted"], 6, session)
                crowd.urls = [api.url.removesuffix(BASE)]
                counted = await count(store, crowd, tape, tasks=12, warm_up=3)
        finally:
            await store.close()
    assert not crowd.met.errors
    assert counted.tasks == 12
    assert counted.tasks <= counted.transactions <= 3 * counted.tasks  # a request, an acknowledgement and an answer
    assert 5 <= counted.per_task <= 60


def test_statements_are_told_apart_by_their_text_and_not_by_their_values() -> None:
    counted = Counted(tasks=2)
    for statement in ("BEGIN IMMEDIATE", "select  1 from a where b = 'it''s 7'", "select 2 from a where b = 'x'"):
        counted.add(statement)
    counted.add("update a\nset b = $1::VARCHAR")
    counted.add("COMMIT;")
    assert counted.statements == {"select ? from a where b = ?": 2, "update a set b = ?": 1}
    assert (counted.per_task, counted.transactions) == (1.5, 1)
