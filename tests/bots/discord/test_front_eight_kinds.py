"""One tree from its first prompt to its export: five people on Discord, and every kind of task."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bots.__main__ import main
from bots.discord.front import Front
from bots.rehearse.stage import round_of
from tests.bots.discord.client_user import ClientUser
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import FakeDiscord

LOCALES = {"en": "en-US", "de": "de"}
RULES = {
    "policy": {
        "max_depth": 2,
        "max_children": 2,
        "prompter_replies": 2,
        "goal_size": 7,
        "reviews_prompt": 1,
        "reviews_reply": 1,
        "rankings": 1,
    }
}
RELEASED = {
    "collection_name": "A test",
    "licence": "CC0-1.0",
    "contact": "a@b.example",
    "privacy_url": "https://b.example",
}


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []
        assert [str(request) for request in fake.requests if request.status >= 400] == []


@pytest.fixture
async def bot(fake: FakeDiscord, nothing_set: None) -> AsyncIterator[Front]:
    async with serving(fake, **RULES, **RELEASED) as front:
        yield front


@pytest.mark.parametrize("lang", ["en", "de"])
async def test_a_tree_grows_from_work_to_its_export(fake: FakeDiscord, bot: Front, lang: str) -> None:
    server = fake.guild()
    square = server.text("square")
    ada, ben, cleo, dora, emil = (
        ClientUser(fake, name, server, square, LOCALES[lang]) for name in ("ada", "ben", "cleo", "dora", "emil")
    )
    cleo.asks_in = cleo.room = cleo.human.dm
    await emil.goes_into_a_thread()

    await ada.asks_for("initial_prompt", lang)
    await ada.writes("How do I plant an apple tree?")
    await ben.asks_for("label_initial_prompt", lang)
    await ben.judges("fine")
    assert bot.home.store is not None
    await round_of(bot.home.store)()

    await cleo.asks_for("assistant_reply", lang)
    await cleo.replies("Dig a hole that is twice as wide as its roots.")
    await emil.asks_for("assistant_reply", lang)
    await emil.replies("Buy one first.")
    for reviewer in (ada, ben):
        await reviewer.asks_for("label_assistant_reply", lang)
        await reviewer.judges("fine")

    for number, writer in enumerate((ada, ben, ada, ben), 1):
        await writer.asks_for("prompter_reply", lang)
        await writer.writes(f"And then? I ask for the {number}. time.")
    for reviewer in (cleo, cleo, dora, dora):
        await reviewer.asks_for("label_prompter_reply", lang)
        await reviewer.judges("fine")

    await dora.asks_for("rank_assistant_replies", lang)
    await dora.ranks("B", "A")
    for ranker in (dora, dora):
        await ranker.asks_for("rank_prompter_replies", lang)
        await ranker.ranks("A", "B")

    (tree,) = await asyncio.to_thread(exported)
    assert tree["prompt"]["text"] == "How do I plant an apple tree?"
    replies = tree["prompt"]["replies"]
    assert {one["text"] for one in replies} == {"Dig a hole that is twice as wide as its roots.", "Buy one first."}
    assert sorted(one["rank"] for one in replies) == [0, 1]
    assert sorted(below["rank"] for one in replies for below in one["replies"]) == [0, 0, 1, 1]


def exported() -> list[dict[str, Any]]:
    """The finished trees, as `arboretum export` writes them."""
    result = CliRunner().invoke(main, ["export", "trees.jsonl"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in Path("trees.jsonl").read_text("utf-8").splitlines()]
