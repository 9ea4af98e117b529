"""What is refused for several reasons at once: the first one in the protocol's order is told."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from core.store.tables import person
from core.store.transaction import Transaction
from tests.fakes.api import Answer, Api, user
from tests.fakes.clock import Clock
from tests.protocol.noes import ABSENT
from tests.protocol.noes_of_interactions import labelling, ranking
from tests.protocol.noes_of_tasks import raw

LONG = "x" * 10_001

Produce = Callable[[Api, Clock], Awaitable[Answer]]


async def text(api: Api, name: str, **fields: Any) -> Answer:
    """A text with something wrong in it."""
    body = {"type": "text_reply_to_message", "message_id": "", "user_message_id": "new", "text": "Why?"}
    return await api.post("/tasks/interaction", body | {"user": user(name)} | fields)


async def labels(api: Api, name: str, task: Any, **fields: Any) -> Answer:
    """Labels with something wrong in them."""
    body = {"type": "text_labels", "task_id": task["id"], "message_id": ABSENT, "text": "", "labels": {}}
    return await api.post("/tasks/interaction", body | {"user": user(name)} | fields)


async def answered(api: Api, name: str) -> Any:
    """A task with its answer."""
    task = await api.task(name, "initial_prompt")
    assert (await api.say(name, task, "Why is that?")).status == 200
    return task


async def disable(api: Api, name: str) -> None:
    """Close somebody's account."""
    await raw(api, name, "random")
    await api.store.run(_close_account, name.title())


def _close_account(tx: Transaction, name: str) -> None:
    tx.execute(update(person).where(person.c.name == name).values(enabled=False))


async def disabled_before_nameless(api: Api, _: Clock) -> Answer:
    await disable(api, "ada")
    return await text(api, "ada", user_message_id="")


async def nameless_before_unknown(api: Api, _: Clock) -> Answer:
    return await text(api, "ada", user_message_id="", message_id="nothing")


async def expired_before_answered(api: Api, clock: Clock) -> Answer:
    task = await answered(api, "ada")
    clock.advance(days=3)
    return await text(api, "ada", message_id=task["id"])


async def expired_before_unacknowledged(api: Api, clock: Clock) -> Answer:
    await api.prompt("author")
    task = await raw(api, "ada", "label_initial_prompt")
    clock.advance(days=3)
    return await labels(api, "ada", task)


async def unacknowledged_before_another_owner(api: Api, _: Clock) -> Answer:
    await api.prompt("author")
    return await labels(api, "ben", await raw(api, "ada", "label_initial_prompt"))


async def answered_before_another_owner(api: Api, _: Clock) -> Answer:
    return await text(api, "ben", message_id=(await answered(api, "ada"))["id"])


async def another_owner_before_a_blank(api: Api, _: Clock) -> Answer:
    return await text(api, "ben", message_id=(await api.task("ada", "initial_prompt"))["id"], text="\u200b")


async def another_owner_before_the_wrong_message(api: Api, _: Clock) -> Answer:
    return await labels(api, "ben", await labelling(api, "ada"))


async def blank_before_no_text_wanted(api: Api, _: Clock) -> Answer:
    return await text(api, "ben", message_id=(await labelling(api, "ben"))["id"], text="\u200b")


async def too_long_before_no_text_wanted(api: Api, _: Clock) -> Answer:
    return await text(api, "ben", message_id=(await labelling(api, "ben"))["id"], text=LONG)


async def repeated_before_no_text_wanted(api: Api, _: Clock) -> Answer:
    await answered(api, "ben")
    return await text(api, "ben", message_id=(await labelling(api, "ben"))["id"], text="Why is that?")


async def repeated_before_a_halted_tree(api: Api, _: Clock) -> Answer:
    await answered(api, "ben")
    tree_id = await api.sprout("ada")
    task = await api.task("ben", "assistant_reply")
    await api.put(f"/messages/{tree_id}/tree/state", halt=True)
    return await text(api, "ben", message_id=task["id"], text="Why is that?")


async def halted_before_a_second_reply(api: Api, _: Clock) -> Answer:
    api.store.policy = replace(api.store.policy, max_children=3)
    tree_id = await api.sprout("ada")
    shared = await api.task("cleo", "assistant_reply", collective=True)
    await api.say("ben", await api.task("ben", "assistant_reply"), "Gravity.")
    await api.put(f"/messages/{tree_id}/tree/state", halt=True)
    return await text(api, "ben", message_id=shared["id"])


async def no_ranking_wanted_before_no_permutation(api: Api, _: Clock) -> Answer:
    return await api.rank("ada", await api.task("ada", "initial_prompt"), [5, 5])


async def ranked_before_no_permutation(api: Api, _: Clock) -> Answer:
    task = await ranking(api, "ada")
    assert (await api.rank("ada", task, [0, 1, 2])).status == 200
    return await api.rank("ada", task, [5, 5])


async def the_wrong_message_before_the_wrong_label(api: Api, _: Clock) -> Answer:
    return await labels(api, "ben", await labelling(api, "ben"), labels={"fails_task": 1})


async def the_wrong_label_before_the_missing_one(api: Api, _: Clock) -> Answer:
    task = await labelling(api, "ben")
    return await labels(api, "ben", task, message_id=task["message_id"], labels={"fails_task": 1})


async def a_nack_of_nobody_before_no_task(api: Api, _: Clock) -> Answer:
    return await api.post(f"/tasks/{ABSENT}/nack", {}, user="local:nobody")


async def an_empty_name_before_no_task(api: Api, _: Clock) -> Answer:
    return await api.post(f"/tasks/{ABSENT}/ack", {"message_id": ""})


ORDER: tuple[tuple[Produce, int], ...] = (
    (disabled_before_nameless, 4001),
    (nameless_before_unknown, 2000),
    (expired_before_answered, 2101),
    (expired_before_unacknowledged, 2101),
    (unacknowledged_before_another_owner, 2104),
    (answered_before_another_owner, 2105),
    (another_owner_before_a_blank, 2106),
    (another_owner_before_the_wrong_message, 2106),
    (blank_before_no_text_wanted, 1010),
    (too_long_before_no_text_wanted, 1008),
    (repeated_before_no_text_wanted, 1009),
    (repeated_before_a_halted_tree, 1009),
    (halted_before_a_second_reply, 2010),
    (no_ranking_wanted_before_no_permutation, 2102),
    (ranked_before_no_permutation, 2105),
    (the_wrong_message_before_the_wrong_label, 2050),
    (the_wrong_label_before_the_missing_one, 2051),
    (a_nack_of_nobody_before_no_task, 4002),
    (an_empty_name_before_no_task, 2000),
)


@pytest.mark.parametrize(("produce", "code"), ORDER, ids=[produce.__name__ for produce, _ in ORDER])
async def test_of_several_reasons_the_first_is_told(api: Api, clock: Clock, produce: Produce, code: int) -> None:
    assert (await produce(api, clock)).code == code
