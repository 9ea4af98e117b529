"""Refused for what somebody makes of a task: texts, rankings, labels."""

from dataclasses import replace
from typing import Any

from tests.fakes.api import Answer, Api, user
from tests.fakes.clock import Clock
from tests.protocol.noes import ABSENT, no
from tests.protocol.noes_of_tasks import raw
from tests.protocol.planting import accept, plant, write

PROMPT = {"text": "How do tides work?", "is_assistant": False}
REPLIES = ({"text": "Gravity.", "is_assistant": True}, {"text": "The Moon pulls.", "is_assistant": True})


async def ranking(api: Api, name: str) -> Any:
    """A ranking of two replies for somebody."""
    await plant(api, [PROMPT])
    for place, one in enumerate((*REPLIES, {"text": "It just is.", "is_assistant": True})):
        await write(api, f"replier {place}", "assistant_reply", one)
        await accept(api, "assistant_reply")
    return await api.task(name, "rank_assistant_replies")


async def labelling(api: Api, name: str, **rest: Any) -> Any:
    """A review of a prompt for somebody."""
    await api.prompt("author")
    return await api.task(name, "label_initial_prompt", **rest)


@no(1003, 400)
async def an_interaction_of_no_kind(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/interaction", {"type": "applause", "user": user("ada")})


@no(1008, 400)
async def a_text_that_is_too_long(api: Api, _: Clock) -> Answer:
    return await api.say("ada", await api.task("ada", "initial_prompt"), "x" * 10_001)


@no(1009, 400)
async def a_text_that_was_just_sent(api: Api, _: Clock) -> Answer:
    await api.prompt("ada", "Why?")
    return await api.say("ada", await api.task("ada", "initial_prompt"), "Why?")


@no(1010, 400)
async def a_text_of_which_nothing_is_seen(api: Api, _: Clock) -> Answer:
    return await api.say("ada", await api.task("ada", "initial_prompt"), "\u200b")


@no(1011, 400)
async def a_second_reply_to_one_message(api: Api, _: Clock) -> Answer:
    await plant(api, [PROMPT])
    open_to_all = await api.task("ada", "assistant_reply", collective=True)
    await api.say("ben", await api.task("ben", "assistant_reply"), "Gravity.")
    return await api.say("ben", open_to_all, "The Moon pulls.")


@no(2000, 400)
async def a_text_without_a_name_of_its_own(api: Api, _: Clock) -> Answer:
    task = await api.task("ada", "initial_prompt")
    body = {"type": "text_reply_to_message", "message_id": task["id"], "user_message_id": "", "text": "Why?"}
    return await api.post("/tasks/interaction", body | {"user": user("ada")})


@no(2000, 400)
async def a_ranking_of_no_task_in_particular(api: Api, _: Clock) -> Answer:
    return await api.rank("ada", {"id": ""}, [0])


@no(2000, 400)
async def one_name_for_two_texts(api: Api, _: Clock) -> Answer:
    await api.say("ada", await api.task("ada", "initial_prompt"), "Why?", "the text")
    return await api.say("ada", await api.task("ada", "initial_prompt"), "Why not?", "the text")


@no(2001, 404)
async def a_rating_fits_nothing(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/interaction", {"user": user("ada"), "message_id": "it", "rating": 4})


@no(2001, 404)
async def free_labels_for_no_message(api: Api, _: Clock) -> Answer:
    return await api.post("/text_labels/", {"user": user("ada"), "message_id": ABSENT, "text": "", "labels": {}})


@no(2003, 400)
async def a_ranking_that_names_one_reply_twice(api: Api, _: Clock) -> Answer:
    return await api.rank("ada", await ranking(api, "ada"), [0, 0, 1])


@no(2010, 400)
async def a_reply_to_a_halted_tree(api: Api, _: Clock) -> Answer:
    tree_id = await api.sprout("ada")
    task = await api.task("ben", "assistant_reply")
    await api.put(f"/messages/{tree_id}/tree/state", halt=True)
    return await api.say("ben", task, "Gravity.")


@no(2050, 400)
async def labels_for_another_message_than_the_tasks(api: Api, _: Clock) -> Answer:
    task = await labelling(api, "ben")
    return await api.label("ben", task | {"message_id": ABSENT})


@no(2051, 400)
async def a_label_that_was_not_asked_for(api: Api, _: Clock) -> Answer:
    return await api.label("ben", await labelling(api, "ben"), {"spam": 0, "fails_task": 1})


@no(2052, 400)
async def labels_without_the_one_that_must_be(api: Api, _: Clock) -> Answer:
    return await api.label("ben", await labelling(api, "ben"), {"quality": 1})


@no(2053, 400)
async def labels_for_a_text_of_ones_own(api: Api, _: Clock) -> Answer:
    return await api.label("author", await labelling(api, "ben", collective=True))


@no(2053, 400)
async def labels_for_what_one_has_labelled_before(api: Api, _: Clock) -> Answer:
    api.store.policy = replace(api.store.policy, reviews_prompt=3)
    open_to_all = await labelling(api, "ben", collective=True)
    await api.label("cleo", await api.task("cleo", "label_initial_prompt"))
    return await api.label("cleo", open_to_all)


@no(2100, 400)
async def a_text_for_no_task(api: Api, _: Clock) -> Answer:
    return await api.say("ada", {"id": "nothing"}, "Why?")


@no(2100, 400)
async def labels_for_no_task(api: Api, _: Clock) -> Answer:
    return await api.label("ada", {"id": ABSENT, "message_id": ABSENT})


@no(2101, 400)
async def a_text_after_its_time(api: Api, clock: Clock) -> Answer:
    task = await api.task("ada", "initial_prompt")
    clock.advance(days=3)
    return await api.say("ada", task, "Why?")


@no(2102, 400)
async def a_ranking_for_a_task_that_asks_for_a_text(api: Api, _: Clock) -> Answer:
    return await api.rank("ada", await api.task("ada", "initial_prompt"), [0])


@no(2102, 400)
async def labels_for_a_task_that_asks_for_a_text(api: Api, _: Clock) -> Answer:
    task = await api.task("ada", "initial_prompt")
    return await api.label("ada", task | {"message_id": ABSENT})


@no(2104, 400)
async def labels_before_the_ack(api: Api, _: Clock) -> Answer:
    await api.prompt("author")
    return await api.label("ben", await raw(api, "ben", "label_initial_prompt"))


@no(2105, 400)
async def a_second_answer(api: Api, _: Clock) -> Answer:
    task = await api.task("ada", "initial_prompt")
    await api.say("ada", task, "Why?")
    return await api.say("ada", task, "Why not?")


@no(2106, 400)
async def an_answer_to_somebody_elses_task(api: Api, _: Clock) -> Answer:
    return await api.say("ben", await api.task("ada", "initial_prompt"), "Why?")


@no(2107, 400)
async def a_text_for_a_task_that_asks_for_labels(api: Api, _: Clock) -> Answer:
    return await api.say("ben", await labelling(api, "ben"), "Why?")
