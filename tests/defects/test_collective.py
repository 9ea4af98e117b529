"""D22: what many are asked together counts for each of them, and can be ended."""

import asyncio
from dataclasses import replace
from typing import Any

from core.domain.tree import State
from tests.fakes.api import Answer, Api, user
from tests.fakes.grove import SMALL, Grove


async def answer(api: Api, name: str, task: dict[str, Any], number: int) -> Answer:
    """What somebody makes of a task, of whatever family."""
    if "valid_labels" in task:
        return await api.label(name, task)
    if "replies" in task:
        return await api.rank(name, task, sorted(range(len(task["replies"])), key=lambda place: task["replies"][place]))
    return await api.say(name, task, f"Answer number {number}.")


async def closed(api: Api, task: dict[str, Any]) -> Answer:
    """An attempt to end a task."""
    return await api.post("/tasks/close", {"message_id": task["id"]})


async def available(api: Api, type_: str) -> int:
    """How much of a type there is for somebody who comes anew."""
    return int((await api.post("/tasks/availability", user("newcomer"))).body[type_])


async def grow_full(api: Api) -> str:
    """A tree of a prompt and three replies, which waits for its ballots."""
    tree_id = await api.sprout("author")
    for number in range(3):
        await api.say(f"writer {number}", await api.task(f"writer {number}", "assistant_reply"), f"Because {number}.")
        await api.label("judge", await api.task("judge", "label_assistant_reply"))
    return tree_id


async def test_d22_two_write_first_prompts_in_one_task(api: Api, grove: Grove) -> None:
    task = await api.task("ada", "initial_prompt", collective=True)
    for number, name in enumerate(("ada", "ben")):
        assert (await answer(api, name, task, number)).status == 200
    texts = [one["text"] for one in (await api.get("/messages/", only_roots=True)).body]
    assert sorted(texts) == ["Answer number 0.", "Answer number 1."]
    assert await grove.findings() == []


async def test_d22_two_answer_in_one_task_and_each_takes_a_place(api: Api, grove: Grove) -> None:
    tree_id = await api.sprout("author")
    task = await api.task("ada", "assistant_reply", collective=True)
    assert await available(api, "assistant_reply") == 2
    for number, name in enumerate(("ben", "ada")):
        assert (await answer(api, name, task, number)).status == 200
    assert len((await api.get(f"/messages/{tree_id}/children")).body) == 2
    assert await available(api, "assistant_reply") == 1
    assert await grove.findings() == []


async def test_d22_all_reviews_in_one_task_count_for_the_verdict(api: Api, grove: Grove) -> None:
    """A second one by the same person is refused and no failure."""
    grove.store.policy = replace(SMALL, reviews_prompt=3)
    prompt = await api.prompt("author")
    task = await api.task("ada", "label_initial_prompt", collective=True)
    for number, name in enumerate(("ada", "ben", "cleo")):
        seen = (await api.get(f"/messages/{prompt}")).body
        assert (seen["review_count"], seen["review_result"]) == (number, None)
        assert (await answer(api, name, task, number)).status == 200
        again = await answer(api, name, task, number)
        assert (again.status, again.code) == (400, 2105)
    seen = (await api.get(f"/messages/{prompt}")).body
    assert (seen["review_count"], seen["review_result"]) == (3, True)
    assert await grove.state(prompt) is State.GROWING
    assert await grove.findings() == []


async def test_d22_rejections_in_one_task_count_as_well(api: Api, grove: Grove) -> None:
    grove.store.policy = replace(SMALL, reviews_prompt=2)
    prompt = await api.prompt("author")
    task = await api.task("ada", "label_initial_prompt", collective=True)
    for name in ("ada", "ben"):
        assert (await api.label(name, task, {"spam": 1})).status == 200
    assert await grove.state(prompt) is State.ABORTED_LOW_GRADE


async def test_d22_all_ballots_in_one_task_finish_the_tree(api: Api, grove: Grove) -> None:
    grove.store.policy = replace(SMALL, rankings=2)
    tree_id = await grow_full(api)
    task = await api.task("ada", "rank_assistant_replies", collective=True)
    for number, name in enumerate(("ben", "ada")):
        assert (await answer(api, name, task, number)).status == 200
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    ranks = {one["text"]: one["rank"] for one in (await api.get(f"/messages/{tree_id}/children")).body}
    assert ranks == {"Because 0.": 0, "Because 1.": 1, "Because 2.": 2}
    assert await grove.findings() == []


async def test_d22_no_more_take_part_than_are_wanted(api: Api, grove: Grove) -> None:
    """Not even at the same moment; and whoever holds a task of their own has their place kept."""
    grove.store.policy = replace(SMALL, reviews_prompt=3)
    await api.prompt("author")
    task = await api.task("ada", "label_initial_prompt", collective=True)
    own = await api.task("ben", "label_initial_prompt")
    many = await asyncio.gather(*(answer(api, f"person {n}", task, n) for n in range(4)))
    assert sorted((one.status, one.code) for one in many if one.status != 200) == [(400, 2101)] * 3
    for name, held in (("ada", task), ("ben", own)):
        assert (await api.label(name, held)).status == 200
    assert await grove.findings() == []


async def test_d22_a_common_task_does_not_expire(api: Api, grove: Grove) -> None:
    await api.sprout("author")
    task = await api.task("ada", "assistant_reply", collective=True)
    grove.clock.advance(days=30)
    assert (await answer(api, "ben", task, 1)).status == 200
    assert (await answer(api, "ada", task, 2)).status == 200
    assert await grove.findings() == []


async def test_d22_closing_ends_it_for_all_and_gives_back_what_was_held(api: Api, grove: Grove) -> None:
    """What was given stays; and closing again is refused, not broken."""
    tree_id = await api.sprout("author")
    task = await api.task("ada", "assistant_reply", collective=True)
    assert (await answer(api, "ben", task, 1)).status == 200
    done = await closed(api, task)
    assert (done.status, done.body["type"]) == (200, "task_done")
    assert await available(api, "assistant_reply") == 2
    for name in ("ada", "ben", "cleo"):
        refused = await answer(api, name, task, 2)
        assert (refused.status, refused.code) == (400, 2101), name
    assert (await closed(api, task)).code == 2105
    assert len((await api.get(f"/messages/{tree_id}/children")).body) == 1
    assert await grove.findings() == []


async def test_d22_closing_works_after_the_first_answer_too(api: Api, grove: Grove) -> None:
    await api.sprout("author")
    task = await api.task("ada", "assistant_reply", collective=True)
    assert (await answer(api, "ada", task, 1)).status == 200
    assert (await closed(api, task)).status == 200
    assert (await answer(api, "ben", task, 2)).code == 2101
    assert (await closed(api, task)).code == 2105
    assert await grove.findings() == []


async def test_d22_who_stands_aside_leaves_it_to_the_others(api: Api, grove: Grove) -> None:
    """Be it the one who was asked, or somebody else; the message shows that it was skipped."""
    tree_id = await api.sprout("author")
    task = await api.task("ada", "assistant_reply", collective=True)
    await api.post("/tasks/availability", user("ben"))
    for name in ("ada", "ben"):
        for _ in range(2):
            skipped = await api.post(f"/tasks/{task['id']}/nack", {"reason": "too_hard"}, user=f"local:{name}")
            assert skipped.status == 204
        assert (await answer(api, name, task, 1)).code == 2105
        assert (await api.post("/tasks/", {"type": "assistant_reply", "user": user(name)})).code == 1006
    assert (await api.get(f"/messages/{tree_id}")).body["emojis"] == {"_skip_reply": 2}
    assert (await answer(api, "cleo", task, 2)).status == 200
    assert await grove.findings() == []
