"""How often work may be asked for, by the numbers of the protocol."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import update

from core.store.database import open_database
from core.store.store import Store
from core.store.tables import allowance
from core.store.transaction import Transaction
from tests.fakes.api import Answer, Api, serve, user
from tests.fakes.clock import Clock
from tests.fakes.grove import SMALL, Grove

EXTINCT = "rate_summary"  # 503, whatever there is


@pytest.fixture
async def limited(grove: Grove) -> AsyncIterator[Api]:
    """A server with its limits."""
    async with serve(grove.store, rate_limit=True) as api:
        yield api


async def ask(api: Api, type_: str = EXTINCT, name: str = "ada", **rest: Any) -> Answer:
    """Somebody's request for a task."""
    return await api.post("/tasks/", {"type": type_, "user": user(name)}, **rest)


async def ask_often(api: Api, times: int, *args: Any, **rest: Any) -> None:
    """As often as that, each time answered."""
    for _ in range(times):
        assert (await ask(api, *args, **rest)).status != 429


async def test_a_person_may_ask_thirty_times_in_four_minutes(limited: Api, clock: Clock) -> None:
    """Counted from the first request; those that end in 503 count as well."""
    await ask_often(limited, 15)
    clock.advance(seconds=100.5)
    await ask_often(limited, 15, "initial_prompt")
    refused = await ask(limited)
    assert (refused.status, refused.code) == (429, 429)
    assert refused.headers["Retry-After"] == "140"
    assert "140 seconds" in refused.body["message"]
    clock.advance(seconds=139)
    assert (await ask(limited)).headers["Retry-After"] == "1"
    clock.advance(seconds=0.5)
    await ask_often(limited, 30)
    assert (await ask(limited)).status == 429


@pytest.mark.parametrize(("type_", "most"), [("assistant_reply", 4), ("prompter_reply", 8)])
async def test_replies_are_limited_when_asked_for_by_name(limited: Api, clock: Clock, type_: str, most: int) -> None:
    """In two minutes, and apart from everything else."""
    await ask_often(limited, most, type_)
    refused = await ask(limited, type_)
    assert (refused.code, refused.headers["Retry-After"]) == (429, "120")
    other = {"assistant_reply": "prompter_reply", "prompter_reply": "assistant_reply"}[type_]
    for one in ("random", other, "initial_prompt"):
        assert (await ask(limited, one)).status != 429
    clock.advance(seconds=120)
    assert (await ask(limited, type_)).status != 429


async def test_any_type_is_no_named_type(limited: Api) -> None:
    await limited.sprout("author")
    await ask_often(limited, 9, "random")


async def test_each_person_is_counted_apart(limited: Api) -> None:
    await ask_often(limited, 30)
    assert (await ask(limited)).status == 429
    assert (await ask(limited, name="ben")).status != 429
    other = {"type": EXTINCT, "user": user("ada", "discord")}
    assert (await limited.post("/tasks/", other)).status != 429


async def test_each_key_is_counted_apart(limited: Api) -> None:
    await ask_often(limited, 30)
    for key in ("bot", "foreign"):
        assert (await ask(limited, key=key)).status != 429


async def test_a_person_is_known_by_the_header_before_the_body(limited: Api) -> None:
    await ask_often(limited, 15, user="local:ben")
    await ask_often(limited, 15, name="ben")
    for refused in (
        await ask(limited, user="local:ben"),
        await ask(limited, name="ben"),
        await ask(limited, oasst_user="local:ben"),
        await ask(limited, oasst_user="local:ben", user="local:eve"),
        await ask(limited, name="ben", user="no reference"),
    ):
        assert refused.status == 429
    assert (await ask(limited)).status != 429


async def test_without_a_user_the_client_is_counted(limited: Api, grove: Grove, clock: Clock) -> None:
    """Ten thousand times a minute, header or not; that is no matter of its people."""
    assert (await limited.post("/tasks/", {})).code == 4000
    await grove.store.run(_use_up, 9_999)
    assert (await limited.post("/tasks/", {}, user="local:ada")).code == 4000
    refused = await limited.post("/tasks/", {})
    assert (refused.status, refused.code, refused.headers["Retry-After"]) == (429, 429, "60")
    assert (await ask(limited)).status != 429
    assert (await limited.post("/tasks/", {}, key="bot")).code == 4000
    clock.advance(seconds=60)
    assert (await limited.post("/tasks/", {})).code == 4000


def _use_up(tx: Transaction, times: int) -> None:
    tx.execute(update(allowance).where(allowance.c.bucket.startswith("client")).values(used=times))


async def test_what_is_refused_for_other_reasons_counts(limited: Api, grove: Grove) -> None:
    for _ in range(15):
        await limited.post("/tasks/", {"user": user("ada"), "lang": "no language at all"})
        await ask(limited, "summarize_story")
    assert (await ask(limited)).status == 429


async def test_what_is_no_request_at_all_does_not_count(limited: Api) -> None:
    for _ in range(31):
        assert (await limited.post("/tasks/", {"user": user("ada"), "type": "nothing"})).status == 422
        assert (await ask(limited, key="nobody's")).status == 403
    assert (await ask(limited)).status == 503


async def test_nothing_else_is_limited(limited: Api) -> None:
    for _ in range(31):
        assert (await limited.post("/tasks/availability", user("ada"))).status == 200


async def test_at_the_same_moment_as_many_get_through_as_may(limited: Api) -> None:
    answers = await asyncio.gather(*(ask(limited) for _ in range(40)))
    assert sorted(one.status for one in answers) == [429] * 10 + [503] * 30


async def test_two_processes_on_one_database_count_together(limited: Api, grove: Grove, clock: Clock) -> None:
    url = grove.store.database.url.render_as_string(hide_password=False)
    other = Store(open_database(url, durable=False), SMALL, clock.now)
    try:
        async with serve(other, rate_limit=True) as second:
            second.keys = limited.keys
            await ask_often(limited, 15)
            await ask_often(second, 15)
            for api in (limited, second):
                assert (await ask(api)).status == 429
    finally:
        await other.close()


async def test_limits_can_be_switched_off(sqlite_api: Api) -> None:
    """As for the other tests."""
    await ask_often(sqlite_api, 31)


async def test_a_repeated_request_is_answered_as_before_and_not_counted(limited: Api) -> None:
    """Whoever never heard the answer gets it, even where they may ask for nothing new."""
    key = {"Idempotency-Key": "once"}
    first = await ask(limited, "initial_prompt", headers=key)
    await ask_often(limited, 29)
    assert (await ask(limited, "initial_prompt")).status == 429
    again = await ask(limited, "initial_prompt", headers=key)
    assert (again.status, again.body) == (200, first.body)
    assert (await ask(limited, "prompter_reply", headers=key)).code == 7005
