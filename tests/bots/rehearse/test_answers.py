"""What a simulated person does about a task, beside a dialogue that only shows what comes next."""

from dataclasses import replace
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from bots.dialogue import rank
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card
from bots.dialogue.events import Event, Pressed
from bots.dialogue.steps import Ranking, Short, Step, Writing
from bots.dialogue.turn import Turn
from bots.rehearse import answers
from bots.rehearse.knowledge import Instead
from bots.rehearse.temper import Temper
from bots.rehearse.volunteer import LOOK_AGAIN, Volunteer
from core.domain.message import Role
from core.domain.task import Kind, Task, Utterance
from tests.bots.dialogue.talking import NOON, SHORTAGE, task

CONTEXT: Any = None  # moves of an order ask nothing of it
MOVES = ("place", "unplace")
OFFERS = Card("task", (), ((button("skip"), *(button("why", reason) for reason in ("not_my_topic",))),))


def volunteer(now: Task, then: Task | None) -> Volunteer:
    """Somebody with nothing to say about a task, who gets another one, or none, when it is skipped."""

    async def hear(person: Volunteer, event: Event) -> None:
        if event == Pressed("skip", "", 0):
            scene = Writing(then, NOON) if then else Short(SHORTAGE)
            person.step = replace(person.step, scene=scene)

    crowd: Any = SimpleNamespace(hear=hear, knowledge=SimpleNamespace(words=lambda task, who: Instead.SKIP))
    person = Volunteer("ada", Temper.CAREFUL, ("en",), crowd, Random(1), moderates=False)
    person.step = Step(scene=Writing(now, NOON))
    person.screen.show([OFFERS])
    return person


@pytest.mark.parametrize("then", [task(Kind.INITIAL_PROMPT, "t2"), None])
async def test_who_has_no_first_prompt_to_write_looks_again_after_a_while(then: Task | None) -> None:
    person = volunteer(task(Kind.INITIAL_PROMPT), then)
    assert await answers.write(person, Writing(task(Kind.INITIAL_PROMPT), NOON)) > LOOK_AGAIN / 2


async def test_who_gets_a_task_instead_that_needs_them_sees_to_it_at_once() -> None:
    """Nobody else can do it meanwhile, and where the store's clock is another one, its lease never runs out."""
    person = volunteer(task(Kind.INITIAL_PROMPT), task(Kind.ASSISTANT_REPLY, "t2"))
    assert await answers.write(person, Writing(task(Kind.INITIAL_PROMPT), NOON)) <= answers.READING[1]
    assert person.in_hand == task(Kind.ASSISTANT_REPLY, "t2")


async def test_who_ranks_anew_what_they_took_back_begins_with_an_empty_order() -> None:
    """Whether they type the order or press it: what is typed takes the place of what was there by itself."""
    replies = tuple(Utterance(f"m{letter}", Role.ASSISTANT, letter) for letter in "AB")
    ranking = Ranking(replace(task(Kind.RANK_ASSISTANT_REPLIES), replies=replies), NOON, places=((0,), (1,)))
    heard: list[Event] = []

    async def hear(person: Volunteer, event: Event) -> None:
        heard.append(event)
        if isinstance(event, Pressed) and event.action in MOVES:
            scene = rank.PRESSES[event.action](Turn(person.step, CONTEXT), event.argument).step.scene
            person.step = replace(person.step, scene=scene)
            assert isinstance(scene, Ranking)
            person.screen.show([rank.card(scene)])

    knowledge = SimpleNamespace(order=lambda task: (("mB",), ("mA",)))
    crowd: Any = SimpleNamespace(hear=hear, knowledge=knowledge)
    ways = set()
    for seed in range(4):
        person = Volunteer("ada", Temper.CAREFUL, ("en",), crowd, Random(seed), moderates=False)
        person.step = Step(scene=ranking)
        person.screen.show([rank.card(ranking)])
        await answers.rank(person, ranking)
        ways.add(tuple(event.action for event in heard if isinstance(event, Pressed)))
        heard.clear()
    assert ways == {("confirm",), ("unplace", "unplace", "place", "place", "confirm")}
