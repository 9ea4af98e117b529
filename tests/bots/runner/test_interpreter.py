"""Whatever is delivered, how often and in whatever mixture: the same end, and one effect per event."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bots.desk.desk import Desk
from bots.dialogue.events import Said
from bots.dialogue.steps import Step
from bots.runner.interpreter import key_of
from core.domain.person import Identity
from tests.fakes.bot import Bot

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


def test_keys_are_always_the_same_and_of_one_length() -> None:
    assert key_of("test:1") == key_of("test:1") != key_of("test:2")
    assert {len(key_of("x" * length)) for length in (0, 1, 500)} == {32}
