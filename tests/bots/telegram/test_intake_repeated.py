"""Every update up to three times and out of order: desk and tree store end as of once and in order."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bots.assembly import Household, terms
from bots.desk import tables
from bots.desk.desk import Desk
from bots.rehearse.stage import round_of
from bots.runner import Runner
from bots.runner.chat import Show
from bots.telegram.arrivals import PLATFORM
from bots.telegram.front import Front
from bots.telegram.spot import load_sheet
from bots.text.locale import Texts
from core.domain.person import Identity
from core.link.embedded import EmbeddedLink
from core.service.survey import survey
from core.settings import Settings
from core.store.store import Store
from core.store.tables import message, person
from core.store.transaction import Transaction
from tests.bots.discord.test_front_eight_kinds import RULES
from tests.bots.telegram.client_user import ClientUser
from tests.bots.telegram.serving import serving
from tests.crash.story import left
from tests.fakes.telegram import FakeTelegram
from tests.venues.telegram.stillness import Stillness

LANGUAGES = ("en", "de")
NAMES = ("ada", "ben", "cleo", "dora")
WINDOW = 6  # updates that are shuffled with each other

_BY_CHANCE = {"number", "event_id", "digest", "shown"}  # `shown` is noted now and then
_MOMENTS = {"received_at", "handled_at", "ring_at", "updated_at", "until", "created_at", "edited_at", "met_at"}
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.+Z]+")
_RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_KEY = re.compile(r"[0-9a-f]{32}\.\d+")
_REFERENCE = re.compile(r'"(ref|message)":"\d+"')

Rows = dict[str, Counter[str]]


@pytest.fixture
async def once(nothing_set: None, tmp_path: Path) -> Rows:
    """What is left where everything arrives once and in order."""
    async with FakeTelegram() as fake:
        return await told(fake, tmp_path, "once")


@pytest.mark.parametrize("seed", range(3))
async def test_what_comes_up_to_three_times_and_mixed_ends_like_once_and_in_order(
    fake: FakeTelegram, once: Rows, tmp_path: Path, seed: int
) -> None:
    fake.outbox.disturb(times=3, window=WINDOW, seed=seed)
    mixed = await told(fake, tmp_path, "mixed")
    assert apart(mixed, once) == {}
    assert fake.outbox.handed.total() > 1.5 * len(fake.outbox.handed)


async def told(fake: FakeTelegram, folder: Path, name: str) -> Rows:
    """The rows that the story leaves, told in all languages at once, with what names there are for ids."""
    settings: dict[str, Any] = {
        **RULES,
        "database_url": f"sqlite:///{folder / f'{name}-trees.db'}",
        "desk_url": f"sqlite:///{folder / f'{name}-desk.db'}",
    }
    async with serving(fake, house=by_hand, **settings) as bot:
        people = {lang: [ClientUser(fake, f"{name} {lang}", lang) for name in NAMES] for lang in LANGUAGES}
        await asyncio.gather(*(story(bot, lang, *people[lang]) for lang in LANGUAGES))
        await Stillness(fake, bot).come()
        await bot.home.runner.tick()
        await Stillness(fake, bot).come()
        assert bot.home.store is not None
        assert await survey(bot.home.store) == []
        names = {str(one.human.id): one.human.user.name for every in people.values() for one in every}
        names |= await bot.home.store.read(known)
        trees = await bot.home.store.read(left, names)
        desk = await bot.home.desk.run(kept)
        return {name: plain(rows, names) for name, rows in (trees | desk).items()}


@asynccontextmanager
async def by_hand(settings: Settings, texts: Texts, show: Show, platforms: Collection[str]) -> AsyncIterator[Household]:
    """Desk, store and runner, of which nothing happens by the clock: news are told once, at the end."""
    async with AsyncExitStack() as stack:
        store = await Store.open(settings.database_url, settings.policy)
        stack.push_async_callback(store.close)
        desk = await Desk.open(settings.desk_url)
        stack.push_async_callback(desk.close)
        link, said = EmbeddedLink(store, []), terms(settings)
        runner = Runner(desk, link, said, show, platforms=platforms, locales=texts.locales())
        stack.push_async_callback(runner.close)
        yield Household(store, desk, link, runner, said)


async def story(bot: Front, lang: str, ada: ClientUser, ben: ClientUser, cleo: ClientUser, dora: ClientUser) -> None:
    """From the first prompt to replies; there is never more than one thing of a kind to do."""
    await ada.asks_for("initial_prompt", lang)
    await writes_and_edits(bot, ada, f"How do trees drink, in {lang}?", f"How do old trees drink, in {lang}?")
    await judges_again(ben, "label_initial_prompt", lang)
    assert bot.home.store is not None
    await round_of(bot.home.store)()
    for writer, reviewer in ((cleo, ada), (dora, ben)):
        await writer.asks_for("assistant_reply", lang)
        name = writer.human.user.name
        await writes_and_edits(bot, writer, f"With straws, says {name}.", f"With their roots, says {name}.")
        await judges_again(reviewer, "label_assistant_reply", lang)


async def writes_and_edits(bot: Front, writer: ClientUser, text: str, better: str) -> None:
    """Write, think better of it, send, and press the old button once more.

    The store's answer, which is a step too, comes before their next one: else the steps might be numbered otherwise.
    """
    who = Identity(PLATFORM, str(writer.human.id))
    said = writer.human.say(writer.human.dm, text).said
    await writer.human.until(lambda: writer.reads("preview-text") and text in writer.page.text)
    await bot.home.runner.settle(who)
    writer.human.edit(said, better)
    await writer.human.until(lambda: better in writer.page.text)
    await bot.home.runner.settle(who)
    old = writer.page.frozen()
    await writer.press("button-send")
    await writer.receipt()
    await writer.human.press(old, writer.says("button-send")).answered()


async def judges_again(reviewer: ClientUser, kind: str, lang: str) -> None:
    """Judge, and press another button of the old card."""
    await reviewer.asks_for(kind, lang)
    old = reviewer.page.frozen()
    await reviewer.judges("fine")
    await reviewer.human.press(old, reviewer.says("button-spam")).answered()


def apart(some: Rows, others: Rows) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """By table, the rows that only one of them has."""
    return {name: (some[name] - others[name], others[name] - some[name]) for name in some if some[name] != others[name]}


def known(tx: Transaction) -> dict[str, str]:
    """Names for the ids of people and texts."""
    texts = tx.execute(select(message.c.id, message.c.text))
    return {str(id): name for id, name in (*texts, *tx.execute(select(person.c.id, person.c.name)))}


def kept(connection: Connection) -> Rows:
    """All rows of the desk."""
    return {
        f"desk {table.name}": Counter(str(_row(row)) for row in connection.execute(select(table)).mappings())
        for table in tables.metadata.sorted_tables
    }


def plain(rows: Counter[str], names: dict[str, str]) -> Counter[str]:
    """Rows with names for ids, and without what differs from one telling to the next."""
    return Counter({_plain(row, names): number for row, number in rows.items()})


def _row(row: Any) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in _BY_CHANCE | _MOMENTS}
    if "ref" in values:
        sheet = load_sheet(values["ref"])
        values["ref"] = (sheet.spot.in_group, len(sheet.messages), sheet.key, sheet.since, sheet.covered, sheet.turns)
    return values


def _plain(text: str, names: dict[str, str]) -> str:
    for found, name in names.items():
        text = text.replace(found, name)
    for each in (_ID, _TIME, _RECEIPT, _KEY):
        text = each.sub("·", text)
    return _REFERENCE.sub(r'"\1":"·"', text)


async def test_a_command_that_comes_again_late_leads_nobody_back_to_where_they_were(
    fake: FakeTelegram, bot: Front
) -> None:
    group = fake.group()
    ann = ClientUser(fake, "Ann", "en")
    ann.human.join(group)
    await ann.asks_for("initial_prompt")
    await ann.human.command("work", group).settled()
    of_the_group = max(fake.outbox.handed)
    said = ann.human.say(ann.human.dm, "How do trees drink?").said
    await ann.until("preview-text")
    await Stillness(fake, bot).come()
    before, there = await bot.home.desk.run(kept), len(ann.human.sees(group))
    fake.repeat(of_the_group)
    await Stillness(fake, bot).come()
    assert await bot.home.desk.run(kept) == before
    ann.human.edit(said, "How do old trees drink?")
    await ann.human.reads(ann.human.dm, "How do old trees drink?")
    assert len(ann.human.sees(group)) == there
