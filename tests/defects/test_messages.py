"""D5, D19, D20, D28-D30 and D39 over the wire: what clients do to messages."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from core.domain.tree import State
from core.store.tables import HOUSE, message, reaction, remark
from tests.core.api.endpoints.planting import answered, reply
from tests.fakes.api import Answer, Api, serve, user
from tests.fakes.grove import SMALL, Grove


@pytest.fixture
async def api(grove: Grove) -> AsyncIterator[Api]:
    """The grove behind a server; every test ends with all invariants intact."""
    async with serve(grove.store) as served:
        yield served
    assert await grove.findings() == []


async def flag(api: Api, message_id: str, *names: str) -> list[Answer]:
    body = {"op": "add", "emoji": "red_flag"}
    return [await api.post(f"/messages/{message_id}/emoji", body | {"user": user(name)}) for name in names]


async def label(api: Api, name: str, message_id: str, labels: Any, text: str, report: bool = False) -> Answer:
    body = {"user": user(name), "message_id": message_id, "labels": labels, "text": text, "is_report": report}
    return await api.post("/text_labels/", body)


async def wanted(api: Api, kind: str) -> int:
    return int((await api.post("/tasks/availability", user("late"))).body[kind])


async def test_d05_a_deleted_prompt_stops_its_tree_and_an_undeleted_one_may_go_on(api: Api, grove: Grove) -> None:
    root, _ = await answered(api)
    await api.delete(f"/messages/{root}")
    assert await grove.state(root) is State.HALTED_BY_MODERATOR
    assert await wanted(api, "assistant_reply") == 0
    await api.put(f"/messages/{root}/undelete")
    assert (await api.put(f"/messages/{root}/tree/state", halt=False)).body["state"] == "growing"


async def test_d05_a_deleted_last_pending_reply_moves_the_tree_on(api: Api, grove: Grove) -> None:
    grove.store.policy = replace(SMALL, goal_size=5)
    root = await api.sprout("ada")
    for n in range(3):
        await reply(api, f"writer {n}", f"Answer {n}.")
    pending = await api.say("fay", await api.task("fay", "prompter_reply"), "And the Sun?")
    grove.store.policy = replace(SMALL, prompter_replies=0)
    await api.delete(f"/messages/{pending.body['receipt']['message_id']}")
    assert await grove.state(root) is State.RANKING


async def test_d19_an_undeleted_message_is_not_deleted_by_the_flags_it_had(api: Api, grove: Grove) -> None:
    _, answer = await answered(api)
    assert [one.body["deleted"] for one in await flag(api, answer, "a", "b", "c", "d")] == [False] * 3 + [True]
    grove.clock.advance(1)
    await api.put(f"/messages/{answer}/undelete")
    grove.clock.advance(1)
    assert [one.body["deleted"] for one in await flag(api, answer, "e", "f", "g")] == [False] * 3
    await api.post("/tasks/availability", user("late"))
    assert not (await api.get(f"/messages/{answer}")).body["deleted"]


async def test_d19_flags_that_were_processed_count_no_more(api: Api, grove: Grove) -> None:
    _, answer = await answered(api)
    await flag(api, answer, "a", "b", "c")
    grove.clock.advance(1)
    assert (await api.post(f"/admin/flagged_messages/{answer}/processed")).body["processed"]
    grove.clock.advance(1)
    assert [one.body["deleted"] for one in await flag(api, answer, "d", "e", "f")] == [False] * 3
    assert [one.body["deleted"] for one in await flag(api, answer, "g")] == [True]


async def test_d20_skips_that_a_client_makes_up_close_nothing(api: Api, grove: Grove) -> None:
    grove.store.policy = replace(SMALL, skips_to_close=2)
    root = await api.sprout("ada")
    body = {"op": "add", "emoji": "_skip_reply"}
    for name in ("a", "b", "c"):
        answer = await api.post(f"/messages/{root}/emoji", body | {"user": user(name)}, key="bot")
        assert (answer.status, answer.code) == (400, 5000)
        await api.post(f"/messages/{root}/emoji", body | {"user": user(name)})
    assert (await api.get(f"/messages/{root}")).body["emojis"] == {"_skip_reply": 3}
    assert await wanted(api, "assistant_reply") == 3


async def test_d28_a_second_labelling_keeps_its_own_words(api: Api, grove: Grove) -> None:
    root, _ = await answered(api)
    for text, labels in (("as I saw it", {"quality": 0.25}), ("as it is now", {"humor": 1})):
        assert (await label(api, "eve", root, labels, text)).status == 204
    rows = await grove.rows(select(remark.c.text, remark.c.labels))
    assert [tuple(row) for row in rows] == [("as it is now", {"humor": 1.0})]


async def test_d28_a_report_is_stored_with_nobody_there_to_be_told(api: Api) -> None:
    root, _ = await answered(api)
    assert (await label(api, "eve", root, [], "rude", report=True)).status == 204
    (entry,) = (await api.get("/admin/flagged_messages", max_count=10)).body
    assert (entry["message_id"], entry["processed"]) == (root, False)


@pytest.mark.parametrize("report", [False, True], ids=["labels", "reports"])
async def test_d29_many_at_the_same_moment_make_one_and_the_next_works(api: Api, grove: Grove, report: bool) -> None:
    root, _ = await answered(api)
    await api.post("/tasks/availability", user("eve"))
    answers = await asyncio.gather(*(label(api, "eve", root, {"pii": n % 2}, f"{n}", report) for n in range(6)))
    answers.append(await label(api, "eve", root, {}, "and after them", report))
    assert {one.status for one in answers} == {204}
    assert await grove.scalar(select(func.count()).select_from(remark)) == 1
    assert await grove.scalar(select(func.count()).select_from(reaction)) == int(report)
    assert await grove.scalar(select(message.c.red_flags).where(message.c.id == root)) == int(report)


async def test_d30_the_message_with_most_replies_is_counted_anew(api: Api) -> None:
    """Rejected and deleted replies leave the count, an undeleted one joins it."""
    root, first = await answered(api)
    second = await reply(api, "cleo", "Gravity.")
    await reply(api, "dan", "BUY NOW", spam=1)

    async def replies() -> list[str]:
        found = (await api.get(f"/messages/{root}/max_children_in_tree")).body["messages"]
        assert found[0]["id"] == root
        return sorted(one["id"] for one in found[1:])

    assert await replies() == sorted([first, second])
    await api.delete(f"/messages/{first}")
    assert await replies() == [second]
    assert await wanted(api, "assistant_reply") == 2
    await api.put(f"/messages/{first}/undelete")
    assert await replies() == sorted([first, second])


async def test_d39_untrusted_clients_undelete_nothing_and_read_nothing_deleted(api: Api) -> None:
    _, answer = await answered(api)
    await api.delete(f"/messages/{answer}")
    for key in ("bot", "read-only", "foreign"):
        undeleted = await api.put(f"/messages/{answer}/undelete", key=key)
        assert (undeleted.status, undeleted.code) == (403, 2)
        assert (await api.get(f"/messages/{answer}", key=key)).code == 2001
    assert (await api.get(f"/messages/{answer}")).body["deleted"]


async def test_d39_a_client_may_name_itself(api: Api) -> None:
    root, _ = await answered(api)
    ada = (await api.get(f"/messages/{root}")).body["user_id"]
    for path in ("/messages/", "/messages/cursor", f"/users/{ada}/messages", f"/users/{ada}/messages/cursor"):
        assert (await api.get(path, api_client_id=HOUSE, key="bot")).status == 200
        foreign = await api.get(path, api_client_id=api.foreign_id, key="bot")
        assert (foreign.status, foreign.code) == (403, 2)
