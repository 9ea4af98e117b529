from aiohttp import ClientSession

from core.api.app import BASE
from core.api.gauges import day_gauges, now_gauges
from core.service import janitor
from core.store.transaction import Transaction
from tests.fakes.api import Api, serve, user
from tests.fakes.clock import Clock
from tests.fakes.exposition import Exposition
from tests.fakes.grove import Grove


async def read(api: Api) -> Exposition:
    async with ClientSession() as session, session.get(f"{api.url.removesuffix(BASE)}/metrics") as response:
        return Exposition(await response.text())


async def test_gauges_come_from_the_database_whoever_is_asked(grove: Grove, clock: Clock) -> None:
    async with serve(grove.store) as one, serve(grove.store) as other:
        await one.sprout("ada")
        await one.prompt("ada", "Buy pills!")
        await one.label("ben", await one.task("ben", "label_initial_prompt"), {"spam": 1})
        await janitor.clean(grove.store, "one")
        clock.advance(seconds=30)
        await one.task("ben", "assistant_reply")
        clock.advance(seconds=30)
        for found in (await read(one), await read(other)):
            replies, prompts = (
                {"kind": "assistant_reply", "language": "en"},
                {"kind": "initial_prompt", "language": "en"},
            )
            assert found.value("open_units", **replies) == 2
            assert found.value("oldest_opening_seconds", **replies) == 60
            assert found.value("held", kind="assistant_reply") == 1
            assert found.value("oldest_lease_seconds", kind="assistant_reply") == 30
            assert found.value("trees", language="en", state="growing") == 1
            assert found.value("trees", language="en", state="aborted_low_grade") == 1
            assert found.value("decided_last_day", **prompts) == 2
            assert found.value("reject_rate_last_day", **prompts) == 0.5
            assert found.value("ended_last_day", kind="label_initial_prompt", ending="done") == 2
            assert found.value("reports_unseen") == 0
            assert found.value("janitor_age_seconds") == 60


async def test_who_has_asked_too_often_is_counted_by_limit_for_as_long_as_it_lasts(grove: Grove, clock: Clock) -> None:
    async with serve(grove.store, rate_limit=True) as api:
        for _ in range(5):
            await api.post("/tasks/", {"type": "assistant_reply", "user": user("ada")})
        assert (await read(api)).value("limited", limit="assistant_reply") == 1
        assert (await read(api)).value("limited", limit="tasks") == 0
    clock.advance(seconds=120)
    async with serve(grove.store) as api:
        assert (await read(api)).value("limited", limit="assistant_reply") == 0


async def test_an_empty_store_has_gauges_without_samples_and_breaks_nothing(grove: Grove) -> None:
    def measured(tx: Transaction) -> dict[str, int]:
        return {gauge.name: len(gauge.samples) for gauge in (*now_gauges(tx), *day_gauges(tx))}

    assert {name for name, samples in (await grove.store.read(measured)).items() if samples} == {
        "limited",
        "reports_unseen",
    }
