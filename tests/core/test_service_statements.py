"""How many statements the hot use cases take: each is a round trip on PostgreSQL. Who needs one more says so here."""

from dataclasses import replace
from random import Random

import pytest

from core.domain.task import Kind
from core.link.requests import Renew, Skip, Undo
from tests.fakes.api import Api, user
from tests.fakes.grove import SMALL, Grove
from tests.fakes.statements import at_most

ONE = replace(SMALL, lonely_probability=0.0)  # is enough of everything
TWO = replace(ONE, reviews_prompt=2, reviews_reply=2, rankings=2)


class Lowest(Random):
    """A search that begins at the first opening finds one at once, whatever else is drawn."""

    def random(self) -> float:
        return 0.0


@pytest.fixture(autouse=True)
def _nothing_left_to_chance(grove: Grove) -> None:
    grove.store.chance = Lowest(1)
    grove.store.policy = ONE


async def test_a_first_prompt(grove: Grove) -> None:
    author = await grove.join("author")
    await grove.write(author, Kind.INITIAL_PROMPT, "Why is the sky blue?")
    async with at_most(8, grove.store):
        task = await grove.take(author, Kind.INITIAL_PROMPT)
    async with at_most(12, grove.store):
        await grove.say(author, task, "How do tides work?")


async def test_a_reply(grove: Grove) -> None:
    author, writer = await grove.join("author"), await grove.join("writer")
    await grove.sprout(author)
    async with at_most(11, grove.store):
        task = await grove.take(writer, Kind.ASSISTANT_REPLY)
    async with at_most(13, grove.store):
        await grove.say(writer, task, "The moon does it.")


async def test_a_task_of_any_kind(grove: Grove) -> None:
    author, judge = await grove.join("author"), await grove.join("judge")
    await grove.write(author, Kind.INITIAL_PROMPT, "Why is the sky blue?")
    grove.store.policy = replace(ONE, max_prompts_in_review=0, max_active_trees=0)
    async with at_most(12, grove.store):
        await grove.take(judge)


async def test_a_review_that_others_follow(grove: Grove) -> None:
    grove.store.policy = TWO
    author, judge = await grove.join("author"), await grove.join("judge")
    await grove.write(author, Kind.INITIAL_PROMPT, "Why is the sky blue?")
    async with at_most(11, grove.store):
        task = await grove.take(judge, Kind.LABEL_INITIAL_PROMPT)
    async with at_most(11, grove.store):
        await grove.review(judge, task)


async def test_a_review_that_decides(grove: Grove) -> None:
    author, writer, judge = await grove.join("author"), await grove.join("writer"), await grove.join("another judge")
    await grove.sprout(author)
    await grove.write(writer, Kind.ASSISTANT_REPLY, "The moon does it.")
    task = await grove.take(judge, Kind.LABEL_ASSISTANT_REPLY)
    async with at_most(14, grove.store):
        await grove.review(judge, task)


async def test_a_ballot_that_others_follow(grove: Grove) -> None:
    people = [await grove.join(f"person {number}") for number in range(5)]
    await grove.ripen(*people[:4])
    grove.store.policy = TWO
    async with at_most(11, grove.store):
        task = await grove.take(people[4], Kind.RANK_ASSISTANT_REPLIES)
    async with at_most(11, grove.store):
        await grove.rank(people[4], task)


async def test_second_thoughts(grove: Grove) -> None:
    grove.store.policy = TWO
    author, judge = await grove.join("author"), await grove.join("judge")
    await grove.write(author, Kind.INITIAL_PROMPT, "Why is the sky blue?")
    task = await grove.take(judge, Kind.LABEL_INITIAL_PROMPT)
    async with at_most(5, grove.store):
        await grove.send(Renew(judge.id, task.id))
    await grove.review(judge, task)
    async with at_most(19, grove.store):
        await grove.send(Undo(judge.id, task.id))
    async with at_most(9, grove.store):
        await grove.send(Skip(judge.id, task.id))


async def test_a_reply_over_the_v1_protocol(api: Api) -> None:
    await api.sprout("author")
    await api.prompt("writer", "Why do birds sing?")
    async with at_most(12, api.store):
        answer = await api.post("/tasks/", {"type": "assistant_reply", "user": user("writer")})
    async with at_most(3, api.store):
        await api.post(f"/tasks/{answer.body['id']}/ack", {"message_id": answer.body["id"]})
    async with at_most(14, api.store):
        assert (await api.say("writer", answer.body, "The moon does it.")).status == 200


async def test_a_review_over_the_v1_protocol(api: Api) -> None:
    await api.prompt("author")
    await api.prompt("judge", "Why do birds sing?")
    async with at_most(12, api.store):
        answer = await api.post("/tasks/", {"type": "label_initial_prompt", "user": user("judge")})
    await api.post(f"/tasks/{answer.body['id']}/ack", {"message_id": answer.body["id"]})
    api.store.policy = TWO
    async with at_most(11, api.store):
        assert (await api.label("judge", answer.body)).status == 200
