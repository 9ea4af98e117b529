"""Refused for what becomes of a task: asked for, acknowledged, skipped, closed."""

from dataclasses import replace
from typing import Any

from tests.fakes.api import Answer, Api, user
from tests.fakes.clock import Clock
from tests.protocol.noes import ABSENT, no


async def raw(api: Api, name: str, type_: str, **rest: Any) -> Any:
    """A task that nobody acknowledged yet."""
    return (await api.post("/tasks/", {"type": type_, "user": user(name), **rest})).body


@no(1000, 400)
async def work_in_no_language(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/", {"user": user("ada"), "lang": "English, please"})


@no(1006, 503)
async def work_of_a_kind_that_there_is_not(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/", {"type": "rank_assistant_replies", "user": user("ada")})


@no(1006, 503)
async def work_of_a_kind_that_is_extinct(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/", {"type": "summarize_story", "user": user("ada")})


@no(1012, 400)
async def more_tasks_than_anybody_may_hold(api: Api, _: Clock) -> Answer:
    api.store.policy = replace(api.store.policy, pending_tasks=2)
    for _task in range(2):
        await api.task("ada", "initial_prompt")
    return await api.post("/tasks/", {"user": user("ada")})


@no(2000, 400)
async def an_empty_name_for_a_task(api: Api, _: Clock) -> Answer:
    task = await raw(api, "ada", "initial_prompt")
    return await api.post(f"/tasks/{task['id']}/ack", {"message_id": ""})


@no(2000, 400)
async def one_name_for_two_tasks(api: Api, _: Clock) -> Answer:
    one, other = [await raw(api, "ada", "initial_prompt") for _ in range(2)]
    await api.post(f"/tasks/{one['id']}/ack", {"message_id": "the task"})
    return await api.post(f"/tasks/{other['id']}/ack", {"message_id": "the task"})


@no(2100, 404)
async def an_ack_of_no_task(api: Api, _: Clock) -> Answer:
    return await api.post(f"/tasks/{ABSENT}/ack", {"message_id": "it"})


@no(2100, 404)
async def an_ack_of_another_clients_task(api: Api, _: Clock) -> Answer:
    task = await raw(api, "ada", "initial_prompt")
    return await api.post(f"/tasks/{task['id']}/ack", {"message_id": "it"}, key="foreign")


@no(2100, 400)
async def a_nack_of_no_task(api: Api, _: Clock) -> Answer:
    await api.task("ada")
    return await api.post(f"/tasks/{ABSENT}/nack", {}, user="local:ada")


@no(2100, 404)
async def a_close_of_no_task(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/close", {"message_id": "nothing"})


@no(2101, 400)
async def an_ack_after_its_time(api: Api, clock: Clock) -> Answer:
    task = await raw(api, "ada", "initial_prompt")
    clock.advance(days=3)
    return await api.post(f"/tasks/{task['id']}/ack", {"message_id": "it"})


@no(2101, 400)
async def a_nack_after_its_time(api: Api, clock: Clock) -> Answer:
    task = await raw(api, "ada", "initial_prompt")
    clock.advance(days=3)
    return await api.post(f"/tasks/{task['id']}/nack", {}, user="local:ada")


@no(2101, 400)
async def a_close_after_its_time(api: Api, clock: Clock) -> Answer:
    task = await api.task("ada")
    clock.advance(days=3)
    return await api.post("/tasks/close", {"message_id": task["id"]})


@no(2103, 400)
async def a_second_name_for_one_task(api: Api, _: Clock) -> Answer:
    task = await api.task("ada")
    return await api.post(f"/tasks/{task['id']}/ack", {"message_id": "another"})


@no(2105, 400)
async def a_nack_after_the_answer(api: Api, _: Clock) -> Answer:
    task = await api.task("ada", "initial_prompt")
    await api.say("ada", task, "Why?")
    return await api.post(f"/tasks/{task['id']}/nack", {}, user="local:ada")


@no(2105, 400)
async def a_second_close(api: Api, _: Clock) -> Answer:
    task = await api.task("ada", "initial_prompt", collective=True)
    await api.post("/tasks/close", {"message_id": task["id"]})
    return await api.post("/tasks/close", {"message_id": task["id"]})


@no(2106, 400)
async def a_close_of_a_task_that_is_not_collective(api: Api, _: Clock) -> Answer:
    task = await api.task("ada")
    return await api.post("/tasks/close", {"message_id": task["id"]})


@no(2106, 400)
async def a_nack_of_somebody_elses_task(api: Api, _: Clock) -> Answer:
    task = await api.task("ada")
    await api.task("ben")
    return await api.post(f"/tasks/{task['id']}/nack", {}, user="local:ben")


@no(2106, 400)
async def an_ack_for_somebody_elses_task(api: Api, _: Clock) -> Answer:
    task = await raw(api, "ada", "initial_prompt")
    await api.task("ben")
    return await api.post(f"/tasks/{task['id']}/ack", {"message_id": "it"}, user="local:ben")
