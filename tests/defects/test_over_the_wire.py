"""D21-D27 and D38-D43 as a client meets them: over HTTP.

D22 has a file of its own. D28 and D29 are shown over HTTP in test_messages.py, D37, D39, D40 and D45 in
test_accounts.py, D41 in tests/core/api/endpoints/test_admin.py, D44 in tests/protocol/test_codes.py.
"""

import asyncio
from dataclasses import replace
from threading import Event
from typing import Any

import asyncpg
import pytest
from sqlalchemy import func, select

from core.domain.tree import State
from core.store.database import LostRace
from core.store.tables import ballot, review
from tests.fakes.api import Answer, Api, user
from tests.fakes.grove import SMALL, Grove
from tests.protocol.noes import ABSENT


async def ranking(api: Api) -> Any:
    """The last ranking that a tree waits for, in somebody's hands."""
    await api.sprout("author")
    for number in range(3):
        await api.say(f"writer {number}", await api.task(f"writer {number}", "assistant_reply"), f"Because {number}.")
        await api.label("judge", await api.task("judge", "label_assistant_reply"))
    return await api.task("eve", "rank_assistant_replies")


def _stumble(*_: object) -> None:
    raise LookupError("in the middle of it")


async def test_d21_a_ballot_whose_consequences_fail_is_not_stored(
    api: Api, grove: Grove, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be sent again, and is no double then."""
    task = await ranking(api)
    with monkeypatch.context() as patch:
        patch.setattr("core.service.newsroom.finished", _stumble)
        failed = await api.rank("eve", task, [0, 1, 2])
    assert (failed.status, failed.code) == (500, 0)
    assert await grove.rows(select(ballot)) == []
    assert await grove.state(task["message_tree_id"]) is State.RANKING
    assert (await api.rank("eve", task, [0, 1, 2])).status == 200
    assert await grove.state(task["message_tree_id"]) is State.READY_FOR_EXPORT


class Race:
    """Loses the first time."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, *_: object) -> None:
        self.runs += 1
        if self.runs == 1:
            raise LostRace()


async def test_d21_a_ballot_that_lost_a_race_is_counted_once_and_not_called_a_double(
    postgres_grove: Grove, postgres_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = await ranking(postgres_api)
    race = Race()
    monkeypatch.setattr("core.service.newsroom.finished", race)
    assert (await postgres_api.rank("eve", task, [0, 1, 2])).status == 200
    assert race.runs == 2
    assert await postgres_grove.scalar(select(func.count()).select_from(ballot)) == 1
    assert await postgres_grove.findings() == []


async def test_d23_labels_with_a_task_lead_to_a_verdict_wherever_they_are_sent(api: Api, grove: Grove) -> None:
    grove.store.policy = replace(SMALL, reviews_prompt=3)
    prompt = await api.prompt("author")
    for name in ("ada", "ben", "cleo"):
        task = await api.task(name, "label_initial_prompt")
        body = {"task_id": task["id"], "message_id": prompt, "text": "", "labels": {"spam": 0}, "user": user(name)}
        assert (await api.post("/text_labels/", body)).status == 204
        assert (await api.post("/text_labels/", body)).code == 2105
    seen = (await api.get(f"/messages/{prompt}")).body
    assert (seen["review_count"], seen["review_result"]) == (3, True)
    assert await grove.state(prompt) is State.GROWING


async def test_d23_free_labels_are_no_reviews(api: Api, grove: Grove) -> None:
    prompt = await api.prompt("author")
    for name in ("ada", "ben", "cleo"):
        body = {"message_id": prompt, "text": "", "labels": {"spam": 1}, "user": user(name)}
        assert (await api.post("/text_labels/", body)).status == 204
    assert (await api.get(f"/messages/{prompt}")).body["review_count"] == 0
    assert await grove.rows(select(review)) == []


async def test_d24_whoever_reads_waits_for_no_interaction(sqlite_api: Api) -> None:
    """The file has one writer; while it is at work, the server answers all who only look."""
    message_id = await sqlite_api.prompt("author")
    task = await sqlite_api.task("ada", "label_initial_prompt")
    go_on = Event()
    writer = asyncio.create_task(sqlite_api.store.database.run(lambda _: go_on.wait()))
    answer = asyncio.create_task(sqlite_api.label("ada", task))
    try:
        assert (await sqlite_api.get(f"/messages/{message_id}")).body["review_count"] == 0
        assert not answer.done()
    finally:
        go_on.set()
    await writer
    assert (await answer).status == 200


async def test_d24_interactions_in_other_trees_wait_for_none(postgres_grove: Grove, postgres_api: Api) -> None:
    """Somebody holds a tree for as long as they like; what others do elsewhere goes on."""
    first, second = await postgres_api.prompt("author", "Why?"), await postgres_api.prompt("author", "How?")
    tasks = [await postgres_api.task(name, "label_initial_prompt") for name in ("ada", "ben")]
    by_tree = {task["message_id"]: (name, task) for name, task in zip(("ada", "ben"), tasks, strict=True)}
    url = postgres_grove.store.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with asyncpg.create_pool(url, min_size=1) as pool, pool.acquire() as connection, connection.transaction():
        await connection.fetch("select id from tree where id = $1 for update", first)
        held = asyncio.create_task(postgres_api.label(*by_tree[first]))
        assert (await postgres_api.label(*by_tree[second])).status == 200
        assert not held.done()
    assert (await held).status == 200
    assert await postgres_grove.findings() == []


async def test_d25_labels_that_name_another_message_than_the_tasks_are_refused(api: Api, grove: Grove) -> None:
    """For replies as for prompts."""
    tree_id = await api.sprout("author")
    await api.say("ben", await api.task("ben", "assistant_reply"), "Gravity.")
    task = await api.task("ada", "label_assistant_reply")
    for other in (tree_id, ABSENT):
        refused = await api.label("ada", task | {"message_id": other})
        assert (refused.status, refused.code) == (400, 2050)
    assert (await api.get(f"/messages/{task['message_id']}")).body["review_count"] == 0
    assert (await api.label("ada", task)).status == 200
    assert await grove.findings() == []


async def test_d26_one_name_is_for_one_task_whoever_is_first(api: Api) -> None:
    """And each interaction finds the right one."""
    tasks = [(await api.post("/tasks/", {"type": "initial_prompt", "user": user("ada")})).body for _ in range(3)]
    acks = await asyncio.gather(*(api.post(f"/tasks/{one['id']}/ack", {"message_id": "it"}) for one in tasks))
    assert sorted((one.status, one.code) for one in acks) == [(204, None), (400, 2000), (400, 2000)]
    text: dict[str, Any] = {"user_message_id": "new", "text": "Why?", "user": user("ada")}
    assert (await api.post("/tasks/interaction", text | {"message_id": "it"})).status == 200
    assert (await api.post("/tasks/interaction", text | {"message_id": "it"})).code == 2105


async def test_d26_nobody_acknowledges_for_another(api: Api) -> None:
    task = (await api.post("/tasks/", {"type": "initial_prompt", "user": user("ada")})).body
    await api.task("ben")
    refused = await api.post(f"/tasks/{task['id']}/ack", {"message_id": "mine"}, user="local:ben")
    assert (refused.status, refused.code) == (400, 2106)
    assert (await api.post(f"/tasks/{task['id']}/ack", {"message_id": "mine"}, user="local:ada")).status == 204


async def test_d27_many_at_the_same_moment_all_get_their_answers(api: Api, grove: Grove) -> None:
    """Newcomers as well: two who are first to name one person are no conflict."""
    grove.store.policy = replace(SMALL, reviews_prompt=8)
    await api.prompt("author")
    asked = [api.post("/tasks/", {"type": "label_initial_prompt", "user": user(f"person {n}")}) for n in range(8)]
    tasks = [one.body for one in await asyncio.gather(*asked)]
    await asyncio.gather(*(api.post(f"/tasks/{one['id']}/ack", {"message_id": one["id"]}) for one in tasks))
    answers = await asyncio.gather(*(api.label(f"person {n}", task) for n, task in enumerate(tasks)))
    assert [one.status for one in answers] == [200] * 8
    twins: list[Answer] = await asyncio.gather(*(api.post("/tasks/", {"user": user("twin")}) for _ in range(4)))
    assert [one.status for one in twins] == [200] * 4
    assert await grove.findings() == []


async def test_d38_who_wrote_in_trees_of_others_is_purged_with_all_they_gave(api: Api, grove: Grove) -> None:
    """Edited texts, labels, flags and emojis are no obstacle and leave no number behind."""
    root = await api.sprout("author")
    answer = await api.say("ben", await api.task("ben", "assistant_reply"), "Gravty.")
    own = answer.body["receipt"]["message_id"]
    assert (await api.post(f"/messages/{own}/edit", {"user": user("ben"), "new_content": "Gravity."})).status == 200
    assert (await api.post(f"/messages/{root}/emoji", {"user": user("ben"), "op": "add", "emoji": "+1"})).status == 202
    free = {"message_id": root, "text": "rude", "labels": {"toxicity": 1}, "is_report": True, "user": user("ben")}
    assert (await api.post("/text_labels/", free)).status == 204
    ben = (await api.get("/frontend_users/local/ben")).body["user_id"]
    purged = await api.post(f"/admin/purge_user/{ben}", preview=False)
    assert (purged.status, purged.body["preview"], purged.body["after"]["all"]) == (200, False, 1)
    assert (await api.get(f"/messages/{own}")).code == 2001
    assert (await api.get(f"/messages/{root}")).body["emojis"] == {}
    banned = (await api.get(f"/users/{ben}")).body
    assert (banned["enabled"], banned["deleted"]) == (False, True)
    assert await grove.findings() == []


async def test_d42_a_task_is_skipped_without_saying_whose_it_is(api: Api, grove: Grove) -> None:
    """A client that sends no user reference skips for whoever holds the task."""
    tree_id = await api.sprout("author")
    task = await api.task("ada", "assistant_reply")
    for _ in range(2):
        assert (await api.post(f"/tasks/{task['id']}/nack", {"reason": "no idea"})).status == 204
    assert (await api.get(f"/messages/{tree_id}")).body["emojis"] == {"_skip_reply": 1}
    assert (await api.post("/tasks/", {"type": "assistant_reply", "user": user("ada")})).code == 1006
    assert await grove.findings() == []


async def test_d43_two_who_liked_the_same_message_become_one(api: Api, grove: Grove) -> None:
    tree_id = await api.sprout("author")
    for name in ("ada", "adah"):
        given = await api.post(f"/messages/{tree_id}/emoji", {"user": user(name), "op": "add", "emoji": "heart_eyes"})
        assert given.status == 202
    ada, adah = [(await api.get(f"/frontend_users/local/{name}")).body["user_id"] for name in ("ada", "adah")]
    merged = await api.post("/admin/merge_users", {"destination_user_id": ada, "source_user_ids": [adah]})
    assert merged.status == 204
    assert (await api.get(f"/messages/{tree_id}")).body["emojis"] == {"heart_eyes": 1}
    assert (await api.get("/frontend_users/local/adah")).body["user_id"] == ada
    assert (await api.get(f"/users/{adah}")).code == 4002
    assert await grove.findings() == []
