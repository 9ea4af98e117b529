"""One effect per idempotency key."""

import asyncio

import pytest

from core.domain.errors import KeyReused, TaskUnknown, TextEmpty
from core.domain.person import Person
from core.domain.task import Kind, Shortage, Task
from core.link.requests import Edit, FetchNews, Join, Report, Skip, SubmitText, Take, Undo
from tests.fakes.grove import ROUTE, Grove


async def test_the_same_key_brings_the_first_answer_again(grove: Grove, ada: Person) -> None:
    task = await grove.send(Take(ada.id), "take")
    assert isinstance(task, Task)
    grove.clock.advance(60)
    assert await grove.send(Take(ada.id), "take") == task
    answer = SubmitText(ada.id, task.id, "Why?", ROUTE)
    receipt = await grove.send(answer, "answer")
    grove.clock.advance(60)
    assert await grove.send(answer, "answer") == receipt
    assert await grove.messages() == 1


async def test_a_shortage_is_an_answer_too(grove: Grove, ada: Person) -> None:
    nothing = await grove.send(Take(ada.id, Kind.RANK_ASSISTANT_REPLIES), "take")
    assert isinstance(nothing, Shortage)
    assert await grove.send(Take(ada.id, Kind.RANK_ASSISTANT_REPLIES), "take") == nothing


async def test_another_body_under_a_known_key_is_refused(grove: Grove, ada: Person) -> None:
    await grove.send(Join("test", "someone", "Someone"), "key")
    for other in (Join("test", "someone", "Sam"), Take(ada.id)):
        with pytest.raises(KeyReused):
            await grove.send(other, "key")


async def test_a_refused_act_leaves_no_trace_and_its_key_is_free(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    with pytest.raises(TextEmpty):
        await grove.send(SubmitText(ada.id, task.id, " ", ROUTE), "key")
    receipt = await grove.send(SubmitText(ada.id, task.id, "Why?", ROUTE), "key")
    assert receipt.message_id is not None
    assert await grove.findings() == []


async def test_an_act_needs_a_key_and_a_question_does_not(grove: Grove, ada: Person) -> None:
    with pytest.raises(ValueError, match="Take changes the store and needs an idempotency key"):
        await grove.link.send(Take(ada.id))
    assert await grove.link.send(FetchNews("test")) == ()


async def test_the_same_key_at_the_same_moment_has_one_effect(grove: Grove, ada: Person) -> None:
    tasks = await asyncio.gather(*(grove.send(Take(ada.id), "take") for _ in range(5)))
    assert tasks == [tasks[0]] * 5
    task = tasks[0]
    assert isinstance(task, Task)
    answer = SubmitText(ada.id, task.id, "Why?", ROUTE)
    receipts = await asyncio.gather(*(grove.send(answer, "answer") for _ in range(5)))
    assert receipts == [receipts[0]] * 5
    assert await grove.messages() == 1
    assert await grove.findings() == []


async def test_every_kind_of_act_is_remembered(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    receipt = await grove.say(ada, task, "Why?")
    edit = Edit(ada.id, task.id, "Why is that?")
    assert await grove.send(edit, "edit") == await grove.send(edit, "edit")
    report = Report(ben.id, str(receipt.message_id), "rude", {"toxicity": 0.5})
    for _ in range(2):
        await grove.send(report, "report")
    undo = Undo(ada.id, task.id)
    assert await grove.send(undo, "undo") == await grove.send(undo, "undo")
    skip = Skip(ada.id, task.id)
    for _ in range(2):
        await grove.send(skip, "skip")
    with pytest.raises(TaskUnknown):
        await grove.send(Skip(ada.id, "nothing"), "another")


async def test_a_key_may_hold_letters_of_any_script(grove: Grove, ada: Person) -> None:
    task = await grove.send(Take(ada.id), "übung-🔑")
    assert await grove.send(Take(ada.id), "übung-🔑") == task
