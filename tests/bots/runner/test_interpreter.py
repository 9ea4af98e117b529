"""Whatever is delivered, how often and in whatever mixture: the same end, and one effect per event."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bots.desk import communities
from bots.desk.desk import Desk
from bots.desk.tables import inbox
from bots.dialogue.cards import Card
from bots.dialogue.community import Community
from bots.dialogue.events import Commanded, Event, Said
from bots.dialogue.move import Context, Move
from bots.dialogue.steps import Step
from bots.runner.interpreter import key_of
from bots.runner.visit import Visit
from core.domain.person import Identity, Person
from tests.fakes.bot import ADA, Bot
from tests.fakes.dialogue import Dictation

PEOPLE = [Identity("test", name) for name in ("ada", "ben", "cleo")]


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Who says what, in order; and the same as it arrives: each one to three times, people mixed."""
    said = [(draw(st.integers(0, 2)), f"{number}") for number in range(draw(st.integers(1, 8)))]
    arriving = [said[0]]
    for index, one in enumerate(said[1:], 2):
        arriving.append(one)
        arriving += draw(st.lists(st.sampled_from(said[:index]), max_size=2))
    return said, arriving


@settings(max_examples=25, deadline=None)
@given(deliveries(), st.booleans())
def test_events_that_come_repeatedly_and_mixed_end_like_those_that_come_once(
    plan: tuple[list[tuple[int, str]], list[tuple[int, str]]], at_once: bool
) -> None:
    said, arriving = plan
    plain, _ = asyncio.run(_play(said, at_once=False))
    mixed, texts = asyncio.run(_play(arriving, at_once))
    assert sorted(texts) == sorted(text for _, text in said)
    assert {who: step.drafts for who, step in mixed.items()} == {who: step.drafts for who, step in plain.items()}
    assert {who: step.version for who, step in mixed.items()} == {who: step.version for who, step in plain.items()}
    for person in range(3):
        assert [text for text in texts if (person, text) in said] == [text for whose, text in said if whose == person]


async def _play(arriving: list[tuple[int, str]], at_once: bool) -> tuple[dict[Identity, Step], list[str]]:
    with TemporaryDirectory() as folder:
        desk = await Desk.open(f"sqlite:///{Path(folder, 'desk.db')}", durable=False)
        bot = Bot(desk)
        hearing = [bot.hear(PEOPLE[person], Said(text), text) for person, text in arriving]
        if at_once:
            await asyncio.gather(*hearing)
        else:
            for one in hearing:
                await one
        await bot.runner.settle()
        steps = {who: await bot.step(who) for who in {PEOPLE[person] for person, _ in arriving}}
        await bot.runner.close()
        await desk.close()
        return steps, bot.texts


class Listener(Dictation):
    """Remembers where it was told that events happen, and who moderates there."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Community | None, bool | None]] = []

    def step(self, step: Step, event: Event, context: Context) -> Move:
        self.told.append((type(event).__name__, context.community, context.moderator))
        return super().step(step, event, context)

    def draw(self, step: Step, context: Context) -> tuple[Card, ...]:
        self.told.append(("draw", context.community, context.moderator))
        return super().draw(step, context)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def bot(desk: Desk, listener: Listener) -> AsyncIterator[Bot]:
    bot = Bot(desk, dialogue=listener)
    yield bot
    await bot.runner.close()


async def test_the_community_of_an_event_stays_known_and_a_role_speaks_with_the_persons_own_acts_alone(
    bot: Bot, listener: Listener
) -> None:
    await bot.do(PEOPLE[0], Said("hello"), visit=Visit("7", True))
    bare = Community("7")
    assert listener.told == [("Said", bare, True), ("draw", bare, True), ("Answered", bare, None)]
    listener.told.clear()
    await bot.runner.redraw("test", "ada")
    assert listener.told == [("draw", bare, True)]


async def test_without_a_visit_there_is_no_community(bot: Bot, listener: Listener) -> None:
    await bot.do(PEOPLE[0], Commanded("look"))
    assert {told[1:] for told in listener.told} == {(None, None)}


async def test_what_was_set_up_is_told_and_a_pause_holds_from_then_on(desk: Desk, bot: Bot, listener: Listener) -> None:
    forest = Community("7", "Forest", languages=("de",))
    await desk.run(lambda connection: communities.save(connection, "test", forest, desk.clock()))
    await bot.do(PEOPLE[0], Commanded("pause", "on"), visit=Visit("7", True))
    await bot.do(PEOPLE[0], Commanded("pause", "off"))
    await bot.do(PEOPLE[1], Commanded("pause", "on"), visit=Visit("8", True))
    await bot.do(PEOPLE[2], Commanded("pause", "on"))
    assert [told[1] for told in listener.told] == [forest, replace(forest, paused=True), Community("8"), None]
    found = await desk.run(lambda connection: communities.every(connection, "test"))
    assert found == (forest, Community("8", paused=True))


def test_keys_are_always_the_same_and_of_one_length() -> None:
    assert key_of("test:1") == key_of("test:1") != key_of("test:2")
    assert {len(key_of("x" * length)) for length in (0, 1, 500)} == {32}


class Amnesia:
    """Knows everybody who says anything, until they ask to be forgotten."""

    def step(self, step: Step, event: Event, context: Context) -> Move:
        forgotten = event == Said("forget me")
        return Move(replace(step, person=None if forgotten else Person("p", "Ada"), version=step.version + 1))

    def draw(self, step: Step, context: Context) -> tuple[Card, ...]:
        return ()


async def test_of_somebody_forgotten_neither_name_nor_words_are_kept(desk: Desk) -> None:
    bot = Bot(desk, dialogue=Amnesia())
    await bot.do(ADA, Said("What I said once"))
    assert (await bot.page(ADA)).name == "Ada"
    await bot.do(ADA, Said("forget me"))
    assert (await bot.page(ADA)).name == ""
    events = await desk.run(lambda connection: connection.scalars(select(inbox.c.event)).all())
    assert "What I said once" not in " ".join(events)
