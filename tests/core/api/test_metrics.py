import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web

from core.api.app import BASE, application
from core.api.metrics import MOST_LANGUAGES, Gauge, Metrics
from core.domain.deed import Deed, What
from core.link.requests import Report
from core.service import janitor
from core.store.database import LostRace
from core.store.store import Store
from core.store.transaction import Transaction
from tests.fakes.api import Api, settings, user
from tests.fakes.clock import Clock
from tests.fakes.exposition import Exposition
from tests.fakes.grove import Grove


async def read(api: Api) -> Exposition:
    async with ClientSession() as session, session.get(f"{api.url.removesuffix(BASE)}/metrics") as response:
        assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        return Exposition(await response.text())


class Watch:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def test_calls_are_counted_by_route_and_status_and_timed_by_route(sqlite_api: Api) -> None:
    tree_id = await sqlite_api.sprout("ada")
    for message_id in (tree_id, "00000000-0000-7000-8000-000000000000"):
        await sqlite_api.get(f"/messages/{message_id}")
    found, route = await read(sqlite_api), "GET /messages/{message_id}"
    assert found.value("calls_total", route=route, status="200") == 1
    assert found.value("calls_total", route=route, status="404") == 1
    assert found.value("call_seconds_count", route=route) == 2
    assert (found.value("call_seconds_sum", route=route) or 0) > 0


async def test_no_path_becomes_a_label(sqlite_api: Api) -> None:
    for number in range(3):
        await sqlite_api.get(f"/nowhere/{number}")
    found = await read(sqlite_api)
    assert found.value("calls_total", route="unknown", status="404") == 3
    assert found.labels("calls_total", "route") == {"unknown"}


async def test_refusals_are_counted_by_code(sqlite_api: Api) -> None:
    for _ in range(2):
        await sqlite_api.post("/tasks/", {"type": "rank_assistant_replies", "user": user("ada")})
    await sqlite_api.post("/tasks/", {"type": "random", "user": user("ada")}, key="read-only")
    found = await read(sqlite_api)
    assert found.value("refusals_total", code="1006") == 2
    assert found.value("refusals_total", code="2") == 1


async def test_what_people_do_is_counted_by_kind_and_language_whichever_way_they_come(
    api: Api, grove: Grove, clock: Clock
) -> None:
    await api.sprout("ada")
    ben = await grove.join("ben")
    tree_id = await grove.sprout(ben)
    task = await api.task("eve", "assistant_reply")
    await api.post(f"/tasks/{task['id']}/nack", {"reason": ""})
    await grove.send(Report(ben.id, tree_id))
    await api.task("eve", "initial_prompt")
    clock.advance(days=3)
    await janitor.clean(grove.store, "one")
    found = await read(api)
    prompts = {"kind": "initial_prompt", "language": "en"}
    assert found.value("handouts_total", **prompts) == 3
    assert found.value("answers_total", **prompts) == 2
    assert found.value("accepted_total", **prompts) == 2
    assert found.value("rejected_total", **prompts) is None
    assert found.value("lapses_total", **prompts) == 1
    assert found.value("skips_total", kind="assistant_reply", language="en") == 1
    assert found.value("answers_total", kind="label_initial_prompt", language="en") == 2
    assert found.value("reports_total", language="en") == 1


async def test_whoever_takes_no_part_in_a_task_of_many_was_handed_out_nothing(sqlite_api: Api) -> None:
    await sqlite_api.prompt("ada")
    task = await sqlite_api.task("ben", "label_initial_prompt", collective=True)
    await sqlite_api.prompt("eve", "How?")
    assert (await sqlite_api.post(f"/tasks/{task['id']}/nack", {}, user="local:eve")).status == 204
    assert (await read(sqlite_api)).value("handouts_total", kind="label_initial_prompt", language="en") == 1


async def test_a_text_that_a_gate_kept_out_is_counted_as_rejected(sqlite_api: Api) -> None:
    await sqlite_api.prompt("ada", "Buy pills!")
    await sqlite_api.label("ben", await sqlite_api.task("ben", "label_initial_prompt"), {"spam": 1})
    found = await read(sqlite_api)
    assert found.value("rejected_total", kind="initial_prompt", language="en") == 1


async def test_a_repeated_act_is_counted_as_such_and_has_no_second_effect(sqlite_api: Api) -> None:
    body = {"type": "initial_prompt", "user": user("ada")}
    for _ in range(3):
        assert (await sqlite_api.post("/tasks/", body, headers={"Idempotency-Key": "k"})).status == 200
    found = await read(sqlite_api)
    assert found.value("handouts_total", kind="initial_prompt", language="en") == 1
    assert found.value("repeats_total") == 2


async def test_a_transaction_that_lost_a_race_is_counted_when_it_is_through(postgres_grove: Grove) -> None:
    attempts = []

    def work(tx: Transaction) -> None:
        attempts.append(tx.now)
        if len(attempts) < 3:
            raise LostRace()

    metrics = Metrics()
    postgres_grove.store.watchers.append(metrics.done)
    await postgres_grove.store.run(work)
    assert Exposition((await metrics.exposed()).decode()).value("retries_total") == 2


async def test_each_application_counts_for_itself(sqlite_api: Api) -> None:
    await sqlite_api.prompt("ada")
    application(sqlite_api.store, settings())
    other = Exposition((await Metrics().exposed()).decode())
    assert other.labels("answers_total", "kind") == set()
    assert (await read(sqlite_api)).labels("answers_total", "kind") == {"initial_prompt"}


async def test_an_application_that_has_ended_counts_nothing_more(sqlite_grove: Grove) -> None:
    async with _running(sqlite_grove.store):
        assert len(sqlite_grove.store.watchers) == 1
    assert sqlite_grove.store.watchers == []


@asynccontextmanager
async def _running(store: Store) -> AsyncIterator[None]:
    runner = web.AppRunner(application(store, settings()))
    await runner.setup()
    try:
        yield
    finally:
        await runner.cleanup()


async def test_people_can_not_make_any_number_of_series_by_thinking_up_languages() -> None:
    metrics = Metrics()
    metrics.done([Deed(What.HANDED_OUT, "initial_prompt", f"x{number}") for number in range(MOST_LANGUAGES + 20)])

    async def source() -> Iterable[Gauge]:
        return [Gauge("waits", "Waits.", ("language",), [(("x1",), 1.0), (("y1",), 2.0)])]

    metrics.add("test", source)
    found = Exposition((await metrics.exposed()).decode())
    assert len(found.labels("handouts_total", "language")) == MOST_LANGUAGES + 1
    assert found.value("handouts_total", kind="initial_prompt", language="other") == 20
    assert found.labels("waits", "language") == {"x1"}


async def test_a_source_is_asked_once_in_a_while_however_often_somebody_looks() -> None:
    watch, asked = Watch(), []

    async def source() -> Iterable[Gauge]:
        asked.append(1)
        await asyncio.sleep(0)
        return [Gauge("asked", "How often.", (), [((), len(asked))])]

    metrics = Metrics(watch)
    metrics.add("test", source, seconds=10)
    both = await asyncio.gather(metrics.exposed(), metrics.exposed())
    watch.seconds = 9.9
    pages = [*both, await metrics.exposed()]
    assert [Exposition(page.decode()).value("asked") for page in pages] == [1, 1, 1]
    watch.seconds = 10
    assert Exposition((await metrics.exposed()).decode()).value("asked") == 2


async def test_a_source_that_breaks_is_left_out_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    watch, well = Watch(), [True]

    async def source() -> Iterable[Gauge]:
        if not well[0]:
            raise ValueError("the text of a person")
        return [Gauge("depth", "How deep.", ("part",), [(("inbox",), 3)])]

    metrics = Metrics(watch)
    metrics.add("desk", source)
    before = Exposition((await metrics.exposed()).decode())
    assert (before.value("depth", part="inbox"), before.value("source_up", source="desk")) == (3, 1)
    well[0], watch.seconds = False, 60
    after = Exposition((await metrics.exposed()).decode())
    assert (after.value("depth", part="inbox"), after.value("source_up", source="desk")) == (None, 0)
    told = "".join(capsys.readouterr())
    assert "ValueError" in told
    assert "the text of a person" not in told
