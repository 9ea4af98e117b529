"""Many people at once in one server: nobody runs into Discord's limits, or each sees what happens instead."""

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from random import Random
from typing import Any

import discord
import pytest
from click.testing import CliRunner

from bots.__main__ import main
from bots.dialogue.community import Place
from bots.discord import rooms
from bots.discord.arrivals import PLATFORM
from bots.discord.front import Front
from core.domain.person import Identity
from tests.bots.discord.setup.serving import serving
from tests.budget import scaled
from tests.fakes.discord import FakeDiscord, Server
from tests.fakes.discord.buckets import LIKE_DISCORD, WHOLE
from tests.venues.discord.offers import in_view
from tests.venues.discord.walker import Walker

THREADS = ("POST", "/channels/{channel_id}/threads")
EVERYWHERE = (Place.PRIVATE, Place.THREAD, Place.DIRECT)
STEPS = 12  # at most, from the first command to a task in hand
HASTE = 20  # how many times faster than ours the time of the limits runs, and people act


@pytest.fixture
def prompts(nothing_set: None) -> None:
    """A collection in which there is enough to review for all."""
    Path("prompts.txt").write_text("".join(f"Why is day {number} long?\n" for number in range(500)), encoding="utf-8")
    imported = CliRunner().invoke(main, ["import", "prompts.txt", "--prompts", "--lang", "en"])
    assert imported.exit_code == 0, imported.output


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def bot(fake: FakeDiscord, prompts: None) -> AsyncIterator[Front]:
    async with serving(fake) as front:
        yield front


async def everybody(fake: FakeDiscord, bot: Front, server: Server, number: int, *places: Place) -> list[Walker]:
    """So many people, who work in these places in turn."""
    square = server.text("square")
    await fake.until(lambda: bot.screens.client.get_guild(server.id))
    people = [fake.human(f"person-{one}", server) for one in range(number)]
    return [Walker(one, square, places[n % len(places)], Random(n)) for n, one in enumerate(people)]


async def begin(walker: Walker, pause: float = 0.0) -> None:
    """Somebody takes up a task."""
    for _ in range(STEPS):
        await asyncio.sleep(pause * walker.chance.random())
        if walker.holds_task:
            return
        await walker.step()


async def go_on(walker: Walker, number: int, pause: float = 0.0) -> None:
    """Somebody does so many things."""
    for _ in range(number):
        await asyncio.sleep(pause * walker.chance.random())
        await walker.step()


async def in_hand(bot: Front, walkers: Iterable[Walker]) -> int:
    """How many have a task in hand, as the desk knows it."""
    pages = [(await bot.home.runner.look(Identity(PLATFORM, str(one.human.id)))).page for one in walkers]
    return sum(page is not None and page.step.work is not None for page in pages)


def told(walkers: Iterable[Walker], words: str) -> int:
    """Before how many these words stand."""
    return sum(any(words in message.text for message in in_view(one.human, ())) for one in walkers)


def refused(fake: FakeDiscord) -> dict[tuple[str, str], set[int]]:
    """What Discord has not taken, and by which status."""
    found: dict[tuple[str, str], set[int]] = {}
    for method, route, status in fake.requests.counts:
        if status >= 400:
            found.setdefault((method, route), set()).add(status)
    return found


def beside_late_answers(fake: FakeDiscord) -> dict[tuple[str, str], set[int]]:
    """The same without answers that came too late, as they do on a busy machine: they are no limit of Discord's."""
    answers = ("/interactions/", "/webhooks/")
    return {
        (method, route): statuses - ({404} if route.startswith(answers) else set())
        for (method, route), statuses in refused(fake).items()
    }


async def test_who_finds_all_threads_taken_works_in_private_and_reads_why(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    server.guild.max_threads = 20
    walkers = await everybody(fake, bot, server, 30, Place.THREAD)
    await asyncio.gather(*map(begin, walkers))
    assert await in_hand(bot, walkers) == 30
    assert len(list(server.guild.active_threads())) == 20
    assert sum(not walker.human.threads() for walker in walkers) == 10
    latecomer = await everybody(fake, bot, server, 1, Place.THREAD)
    await go_on(latecomer[0], 2)
    assert told(latecomer, "too many threads here just now") == 1
    assert refused(fake) == {THREADS: {400}}


async def test_a_thread_that_takes_long_comes_later_and_is_found_again(
    fake: FakeDiscord, bot: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "PATIENCE", 0.2)
    fake.buckets.rules[THREADS] = (2, 1.0)
    server = fake.guild()
    walkers = await everybody(fake, bot, server, 4, Place.THREAD)
    await asyncio.gather(*(go_on(walker, 2) for walker in walkers))
    assert told(walkers, "couldn’t open a thread just now") > 0
    for walker in walkers:
        await walker.human.until(walker.human.threads)
        await begin(walker)
    assert await in_hand(bot, walkers) == 4
    assert [len(walker.human.threads()) for walker in walkers] == [1, 1, 1, 1]


async def test_while_many_wait_for_threads_nobody_joins_the_queue(
    fake: FakeDiscord, bot: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "PATIENCE", 0.2)
    monkeypatch.setattr(rooms, "AT_ONCE", 1)
    fake.buckets.rules[THREADS] = (1, 300.0)  # the library waits for their end once the one is used up
    walkers = await everybody(fake, bot, fake.guild(), 3, Place.THREAD)
    for walker in walkers:
        await begin(walker)
    assert await in_hand(bot, walkers) == 3
    assert told(walkers, "couldn’t open a thread just now") > 0
    assert fake.requests.count(*THREADS) == 1


async def test_at_peoples_pace_no_limit_of_messages_or_edits_is_met(fake: FakeDiscord, bot: Front) -> None:
    like_discord(fake, HASTE)
    walkers = await everybody(fake, bot, fake.guild(), 45, *EVERYWHERE)
    await asyncio.gather(*(begin(walker, 8 / HASTE) for walker in walkers))
    assert await in_hand(bot, walkers) == 45
    await asyncio.gather(*(go_on(walker, 4, 8 / HASTE) for walker in walkers))
    assert fake.buckets.refused <= len(fake.requests) // 200
    assert {status for statuses in beside_late_answers(fake).values() for status in statuses} <= {429}


async def test_what_was_done_is_not_kept_in_memory(fake: FakeDiscord, bot: Front) -> None:
    walkers = await everybody(fake, bot, fake.guild(), 12, *EVERYWHERE)
    await asyncio.gather(*map(begin, walkers))
    await asyncio.gather(*(go_on(walker, 4) for walker in walkers))
    before = alive()
    await asyncio.gather(*(go_on(walker, 12) for walker in walkers))
    on_screens = 4 * len(walkers)  # what people have before them differs; one for each act would be three times that
    more = {kind: number - before[kind] for kind, number in alive().items() if number > before[kind] + on_screens}
    assert more == {}
    views: Any = bot.screens.client._connection._view_store
    assert (views._views, views._synced_message_views, views._modals) == ({}, {}, {})


def like_discord(fake: FakeDiscord, haste: int) -> None:
    """Let the fake limit requests as Discord does, in a time that runs faster."""
    fake.buckets.rules = {route: (most, period / haste) for route, (most, period) in LIKE_DISCORD.items()}
    fake.buckets.whole = WHOLE * haste


def alive() -> Counter[str]:
    """Objects of the library and of ours, by kind."""
    gc.collect()
    kinds = (type(one) for one in gc.get_objects())
    ours = (kind for kind in kinds if str(kind.__module__).startswith((discord.__name__, "bots.")))
    return Counter(f"{kind.__module__}.{kind.__name__}" for kind in ours)


@pytest.mark.soak
async def test_a_thousand_people_have_work_in_progress(fake: FakeDiscord, bot: Front) -> None:
    """As many of them as the time allows; with ARBORETUM_SOAK=1000 a thousand."""
    like_discord(fake, HASTE)
    people = scaled(33, 1000, 1000)
    walkers = await everybody(fake, bot, fake.guild(), people, *EVERYWHERE)
    pause = people / 60
    await asyncio.gather(*(begin(walker, pause) for walker in walkers))
    assert await in_hand(bot, walkers) == people
    await asyncio.gather(*(go_on(walker, 4, pause) for walker in walkers))
    assert fake.buckets.refused <= len(fake.requests) // 200
    assert refused(fake).keys() <= LIKE_DISCORD.keys()
