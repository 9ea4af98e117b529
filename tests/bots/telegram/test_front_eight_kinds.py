"""One tree from its first prompt to its export: five people on Telegram, and every kind of task."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bots.rehearse.stage import round_of
from bots.telegram.front import Front
from bots.telegram.pace import Pace
from tests.bots.discord.test_front_eight_kinds import RELEASED, RULES, exported
from tests.bots.telegram.client_user import ClientUser
from tests.bots.telegram.serving import serving
from tests.fakes.telegram import FakeTelegram, Group, Topic

SETTINGS: dict[str, Any] = RULES | RELEASED
NAMES = ("ada", "ben", "cleo", "dora", "emil")
PROMPT, GOOD, BAD = "How do I plant an apple tree?", "Dig a hole that is twice as wide as its roots.", "Buy one first."


@pytest.fixture
async def bot(fake: FakeTelegram, nothing_set: None) -> AsyncIterator[Front]:
    pace = Pace(asyncio.get_running_loop().time, lambda seconds: asyncio.sleep(0))  # a group's minute is over at once
    async with serving(fake, pace=pace, **SETTINGS) as front:
        yield front


async def judge(reviewers: list[ClientUser], kind: str, lang: str) -> None:
    for reviewer in reviewers:
        await reviewer.asks_for(kind, lang)
        await reviewer.judges("fine")


async def order(ranker: ClientUser, kind: str, lang: str, *letters: str) -> None:
    await ranker.asks_for(kind, lang)
    await ranker.ranks(*letters)


async def closed(bot: Front) -> None:
    assert bot.home.store is not None
    await round_of(bot.home.store)()


@pytest.mark.parametrize("lang", ["en", "de"])
async def test_a_tree_grows_in_private_chats_from_work_to_its_export(fake: FakeTelegram, bot: Front, lang: str) -> None:
    ada, ben, cleo, dora, emil = (ClientUser(fake, name, lang) for name in NAMES)
    await ada.asks_for("initial_prompt", lang)
    await ada.writes(PROMPT)
    await judge([ben], "label_initial_prompt", lang)
    await closed(bot)
    for writer, text in ((cleo, GOOD), (emil, BAD)):
        await writer.asks_for("assistant_reply", lang)
        await writer.writes(text)
    await judge([ada, ben], "label_assistant_reply", lang)
    for number, writer in enumerate((ada, ben, ada, ben), 1):
        await writer.asks_for("prompter_reply", lang)
        await writer.writes(f"And then? I ask for the {number}. time.")
    await judge([cleo, cleo, dora, dora], "label_prompter_reply", lang)
    await order(dora, "rank_assistant_replies", lang, "B", "A")
    for _ in range(2):
        await order(dora, "rank_prompter_replies", lang, "A", "B")
    await is_whole()


@pytest.mark.parametrize("in_topic", [False, True])
async def test_a_tree_is_written_in_a_group_and_judged_in_private(
    fake: FakeTelegram, bot: Front, in_topic: bool
) -> None:
    group = fake.group("Gardeners", forum=in_topic)
    topic = group.topic("Work") if in_topic else None
    ada, ben, cleo, dora, emil = (ClientUser(fake, name, "en", group) for name in NAMES)
    for writer in (ada, ben, cleo, emil):
        await writer.joins()
    await ada.answers(await ada.asks_in(group, topic, "initial_prompt"), PROMPT)
    await judge([ben], "label_initial_prompt", "en")
    await closed(bot)
    for_cleo = await cleo.asks_in(group, topic, "assistant_reply")
    for_emil = await emil.asks_in(group, topic, "assistant_reply")
    assert ada.human.asked(group, topic) is None
    assert cleo.human.asked(group, topic) == for_cleo
    await emil.answers(for_emil, BAD)
    await cleo.answers(for_cleo, GOOD)
    await judge([ada, ben], "label_assistant_reply", "en")
    for number, writer in enumerate((ada, ben, ada, ben), 1):
        await writer.answers(await writer.asks_in(group, topic, "prompter_reply"), f"And then? For the {number}. time.")
    await judge([cleo, cleo, dora, dora], "label_prompter_reply", "en")
    await order(dora, "rank_assistant_replies", "en", "B", "A")
    for _ in range(2):
        await order(dora, "rank_prompter_replies", "en", "A", "B")
    only_texts_were_asked_for(dora, group, topic)
    await is_whole()


def only_texts_were_asked_for(person: ClientUser, group: Group, topic: Topic | None) -> None:
    """Nothing that is to be judged stood where others read."""
    said = "\n".join(one.text for one in person.human.sees(group, topic) if one.from_bot)
    assert person.says("task-assistant_reply", language="#").split("#")[0] in said
    for kind in ("label_prompter_reply", "label_assistant_reply", "rank_prompter_replies", "rank_assistant_replies"):
        assert person.says(f"task-{kind}", language="#").split("#")[0] not in said


async def is_whole() -> None:
    """What is exported is the tree that was written."""
    (tree,) = await asyncio.to_thread(exported)
    assert tree["prompt"]["text"] == PROMPT
    replies = tree["prompt"]["replies"]
    assert {one["text"] for one in replies} == {GOOD, BAD}
    assert sorted(one["rank"] for one in replies) == [0, 1]
    assert sorted(below["rank"] for one in replies for below in one["replies"]) == [0, 0, 1, 1]
