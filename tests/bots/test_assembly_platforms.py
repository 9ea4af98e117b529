"""People on Discord and on Telegram around one central store: whose text came from where."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Table, select

from bots.rehearse.stage import round_of
from core.service.survey import survey
from core.settings import load_settings
from core.store.store import Store
from core.store.tables import ballot, identity, message, review
from tests.bots.discord.client_user import ClientUser as OnDiscord
from tests.bots.discord.setup import serving as discord
from tests.bots.discord.test_front_eight_kinds import RELEASED, exported
from tests.bots.telegram import serving as telegram
from tests.bots.telegram.client_user import ClientUser as OnTelegram
from tests.fakes.api import Api, serve
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram

PROMPT, GOOD, BAD = "How do I plant an apple tree?", "Dig a hole that is twice as wide as its roots.", "Buy one first."
POLICY = {"max_children": 2, "goal_size": 3, "reviews_prompt": 2, "reviews_reply": 2, "rankings": 2}


@pytest.fixture
async def store(nothing_set: None) -> AsyncIterator[Store]:
    """The central one, in the file that `arboretum export` opens."""
    settings = load_settings(policy=POLICY)
    store = await Store.open(settings.database_url, settings.policy)
    yield store
    await store.close()


@pytest.fixture
async def on_discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def on_telegram(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeTelegram]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with FakeTelegram() as fake:
        yield fake
        assert fake.violations == []


def around(api: Api, name: str) -> dict[str, Any]:
    """The settings of one front end: a desk of its own, and the way to the store of all."""
    return {"desk_url": f"sqlite:///{name}.db", "store_url": api.url, "store_key": api.keys["bot"], **RELEASED}


async def origins(store: Store, table: Table, by: str, *what: str) -> list[tuple[str, ...]]:
    """Of each row the platform of its person, and the platform by which it came; behind what it is."""
    columns = (*(table.c[name] for name in what), identity.c.platform, table.c.route)
    query = select(*columns).where(identity.c.person_id == table.c[by])
    rows = await store.run(lambda tx: tx.execute(query).all())
    return sorted((*row[:-1], row[-1]["platform"]) for row in rows)


async def test_one_tree_grows_by_people_of_both_platforms_and_the_store_knows_whose_text_came_from_where(
    store: Store, on_discord: FakeDiscord, on_telegram: FakeTelegram
) -> None:
    async with (
        serve(store) as api,
        discord.serving(on_discord, **around(api, "discord")) as one,
        telegram.serving(on_telegram, **around(api, "telegram")) as other,
    ):
        assert one.home.store is other.home.store is None
        server = on_discord.guild()
        square = server.text("square")
        ada, ben = (OnDiscord(on_discord, name, server, square, "en-US") for name in ("ada", "ben"))
        cleo, dora, emil = (OnTelegram(on_telegram, name, "en") for name in ("cleo", "dora", "emil"))

        await ada.asks_for("initial_prompt")
        await ada.writes(PROMPT)
        for reviewer in (ben, cleo):
            await reviewer.asks_for("label_initial_prompt")
            await reviewer.judges("fine")
        await round_of(store)()
        for writer, text in ((cleo, GOOD), (dora, BAD)):
            await writer.asks_for("assistant_reply")
            await writer.writes(text)
        for reviewer in (ada, ada, cleo, dora):
            await reviewer.asks_for("label_assistant_reply")
            await reviewer.judges("fine")
        for ranker in (ben, emil):
            await ranker.asks_for("rank_assistant_replies")
            await ranker.ranks("B", "A")

    (tree,) = await asyncio.to_thread(exported)
    assert tree["prompt"]["text"] == PROMPT
    assert {one["text"] for one in tree["prompt"]["replies"]} == {GOOD, BAD}
    assert sorted(one["rank"] for one in tree["prompt"]["replies"]) == [0, 1]
    here, there = ("discord", "discord"), ("telegram", "telegram")
    written = [(PROMPT, *here), (GOOD, *there), (BAD, *there)]
    assert await origins(store, message, "author_id", "text") == sorted(written)
    assert await origins(store, review, "person_id") == [here, here, here, there, there, there]
    assert await origins(store, ballot, "person_id") == [here, there]
    assert await survey(store) == []
