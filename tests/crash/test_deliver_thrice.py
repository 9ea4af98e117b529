"""Whatever arrives up to three times, late and out of order has one effect, and the end is as of once and in order."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from core.link.embedded import EmbeddedLink
from core.service.survey import survey
from core.store.store import Store
from tests.budget import scaled
from tests.crash.load import load
from tests.crash.reckoning import reckon
from tests.crash.served import Served
from tests.crash.story import LANGUAGES, RULES, Story, heard, left
from tests.crash.stutter import Stutter
from tests.fakes.grove import ADMIN
from tests.fakes.tables import trees_at

SEEDS = range(scaled(1, 12, 240))
ACTS = 200
PEOPLE = 12
WINDOW = 0.1  # seconds, within which what is sent arrives; people do a dozen things meanwhile

Outcome = tuple[dict[str, str], dict[str, Counter[str]]]


@pytest.mark.parametrize("seed", SEEDS)
async def test_people_at_work_on_a_line_that_stutters_are_heard_once(grove_url: str, seed: int) -> None:
    async with await Served.on(grove_url) as served, served.links(3) as links:
        line = Stutter(links, Random(seed), WINDOW)
        async with load([line], PEOPLE, seed) as ledger:
            await ledger.hear(ACTS)
        await line.settle()
        for key, answers in line.answers.items():
            ledger.hear_copies(key, answers)
        async with served.opened() as store:
            await reckon(store, ledger)


@pytest.fixture
async def once(tmp_path: Path) -> Outcome:
    """What people hear, and what they leave, where everything arrives once and in order."""
    store = await Store.open(trees_at(tmp_path / "once.sqlite"), RULES)
    stories = [Story(EmbeddedLink(store, [ADMIN]), lang) for lang in LANGUAGES]
    try:
        for story in stories:
            await story.tell()
        return await outcome(store, stories)
    finally:
        await store.close()


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_end_is_as_of_once_and_in_order(grove_url: str, once: Outcome, seed: int) -> None:
    async with await Served.on(grove_url, RULES) as served, served.links(3) as links:
        line = Stutter(links, Random(seed), WINDOW)
        stories = [Story(line, lang) for lang in LANGUAGES]
        await asyncio.gather(*(story.tell() for story in stories))
        await line.settle()
        async with served.opened() as store:
            assert await outcome(store, stories) == once
            assert await survey(store) == []
    assert all(answers == answers[:1] * len(answers) for answers in plainly(line))


async def outcome(store: Store, stories: list[Story]) -> Outcome:
    """The answers by key and the rows by table, without what differs from one telling to the next."""
    names: dict[str, str] = {}
    told = {key: words for story in stories for key, words in heard(story, names).items()}
    return told, await store.read(left, names)


def plainly(line: Stutter) -> list[list[str]]:
    """What each copy of each act was told."""
    return [[repr(answer) for answer in answers] for answers in line.answers.values()]
