"""What Telegram shows of the bot before anybody writes: commands, name and descriptions, each in its language."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from telegram import Bot

from bots.desk.desk import Desk
from bots.telegram.registration import offer_moderating, register
from bots.text.locale import LOCALES, Texts
from tests.fakes.telegram import FakeTelegram, Group, Human
from tests.fakes.telegram.tests.bot import bot_of

COLLECTION = "The Basel trees"


@pytest.fixture
async def library(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_of(fake) as bot:
        yield bot


def names(human: Human, where: Group | None = None) -> list[str]:
    return [one["command"] for one in human.offered(where)]


async def test_each_scope_is_offered_what_can_be_done_there(fake: FakeTelegram, library: Bot, desk: Desk) -> None:
    assert await register(library, desk, Texts())
    group = fake.group()
    ann = fake.human("Ann", group)
    assert {"work", "languages", "privacy", "stop", "undo"} < set(names(ann))
    assert {"setup", "mod", "start"}.isdisjoint(names(ann))
    assert names(ann, group) == ["work", "help"]
    assert names(group.owner, group) == ["setup", "work", "mod", "help"]
    assert ann.menu_button() == "commands"


async def test_commands_and_descriptions_are_told_in_the_readers_language(
    fake: FakeTelegram, library: Bot, desk: Desk
) -> None:
    await register(library, desk, Texts())
    ann, berta = fake.human("Ann", language="pl"), fake.human("Berta", language="de-AT")
    told = [one.offered()[0]["description"] for one in (ann, berta)]
    assert ["next task" in told[0], "nächste Aufgabe" in told[1]] == [True, True]
    assert "open conversation dataset" in ann.introduction()["description"]
    assert "offenen Datensatz" in berta.introduction()["short_description"]


async def test_setup_is_explained_in_the_words_of_groups(fake: FakeTelegram, library: Bot, desk: Desk) -> None:
    await register(library, desk, Texts())
    group = fake.group()
    (setup, *_) = group.owner.offered(group)
    assert "in this group" in setup["description"]


async def test_what_was_told_is_not_told_again(fake: FakeTelegram, library: Bot, desk: Desk) -> None:
    assert await register(library, desk, Texts(), COLLECTION)
    asked = len(fake.requests)
    assert not await register(library, desk, Texts(), COLLECTION)
    assert len(fake.requests) == asked
    assert await register(library, desk, Texts(), "Another name")


async def test_the_bot_is_called_like_the_collection(fake: FakeTelegram, library: Bot, desk: Desk) -> None:
    ann = fake.human("Ann")
    before = ann.introduction()["name"]
    await register(library, desk, Texts())
    assert ann.introduction()["name"] == before
    await register(library, desk, Texts(), COLLECTION)
    assert ann.introduction()["name"] == COLLECTION
    await register(library, desk, Texts(), "x" * 65)  # which no name holds
    assert ann.introduction()["name"] == COLLECTION


async def test_the_same_name_is_not_set_anew(fake: FakeTelegram, library: Bot, desk: Desk) -> None:
    await library.set_my_name(COLLECTION)
    await register(library, desk, Texts(), COLLECTION)
    assert fake.requests.count("setMyName") == 1


async def test_a_profile_that_may_not_be_changed_again_today_stops_nobody(
    fake: FakeTelegram, library: Bot, desk: Desk
) -> None:
    fault = fake.faults.limit("setMyName", after=80_000, times=None)
    with capture_logs() as log:
        assert await register(library, desk, Texts(), COLLECTION)
    assert [entry["event"] for entry in log] == ["telegram_profile_put_off"]
    assert "work" in names(fake.human("Ann"))
    fake.faults.lift(fault)
    assert await register(library, desk, Texts(), COLLECTION)
    assert fake.human("Ben").introduction()["name"] == COLLECTION


async def test_languages_are_told_by_two_letters_and_none_is_taken_for_another(
    fake: FakeTelegram, library: Bot, desk: Desk, tmp_path: Path
) -> None:
    shutil.copytree(LOCALES / "en", tmp_path / "en")
    for tag in ("gsw", "pt-BR", "pt-PT"):
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "telegram.ftl").write_text(f"telegram-short = {tag}\n", encoding="utf-8")
    await register(library, desk, Texts(tmp_path))
    assert {*fake.profile.short_descriptions} == {"", "pt"}
    assert fake.profile.short_descriptions["pt"] == "pt-BR"


async def test_moderators_are_offered_moderating_in_their_chat(fake: FakeTelegram, library: Bot, desk: Desk) -> None:
    await register(library, desk, Texts())
    moderators, others = fake.group("Moderators"), fake.group("Others")
    mia = fake.human("Mia", moderators, others, language="de")
    await offer_moderating(library, moderators.id, Texts())
    assert (names(mia, moderators), names(mia, others)) == (["mod", "work", "help"], ["work", "help"])
    assert "Moderation" in mia.offered(moderators)[0]["description"]
