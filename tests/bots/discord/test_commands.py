"""Slash commands: those of the dialogue's table and no others, each with its options; texts and files by /answer."""

from typing import Any

import pytest

from bots.dialogue.commands import COMMANDS
from bots.dialogue.moderate import WORDS
from bots.text.file import LARGEST
from tests.fakes.town import Town

SENTENCE = "All trees grow toward the light. "


def text_of(length: int) -> str:
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length]
    return text if not text.endswith(" ") else text[:-1] + "."


async def registered(town: Town) -> dict[str, Any]:
    commands = {command["name"]: command for command in town.env.backend.commands[None].values()}
    return {name: command for name, command in commands.items() if command["type"] == 1}


async def test_every_command_of_the_table_is_there_and_only_those_that_work(town: Town) -> None:
    listed = {command.name for command in COMMANDS.values() if command.listed}
    commands = await registered(town)
    assert set(commands) == listed | {"setup"}
    assert {option["name"] for option in commands["mod"]["options"]} == set(WORDS)


async def test_each_command_is_answered_privately_and_without_an_error(town: Town) -> None:
    ada = await town.volunteer("ada")
    for name in await registered(town):
        if name not in ("mod", "setup", "work", "stop"):
            page = await ada.command(name)
            assert page.private, name
            assert page.text, name


@pytest.mark.parametrize("length", [2000, 2001, 4000, 4001, 10_000])
async def test_a_text_of_any_length_comes_back_whole_by_file(town: Town, length: int) -> None:
    ada = await town.volunteer("ada")
    text = text_of(length)
    page = await ada.command("answer", file=("story.txt", text.encode()))
    assert page.private
    assert shown(page.text) == "".join(text.split())
    assert "Send" in page.buttons
    assert "Receipt" in (await ada.press("Send")).text


def shown(page: str) -> str:
    """The text of a preview without what we say around it, and without white space, as messages end where they can."""
    quoted = [part.partition("**\n>>> ")[2] for part in page.split("\n**")]
    return "".join("".join(quoted).partition("\nShall it be sent")[0].split())


async def test_a_text_of_2000_characters_can_be_typed_with_the_command(town: Town) -> None:
    ada = await town.volunteer("ada")
    text = text_of(2000)
    page = await ada.command("answer", text=text)
    assert shown(page.text) == "".join(text.split())


async def test_text_and_file_together_are_one_text(town: Town) -> None:
    ada = await town.volunteer("ada")
    page = await ada.command("answer", text="First this:", file=("story.md", b"Then that."))
    assert "First this:\n\nThen that." in page.text


async def test_the_command_without_anything_says_what_it_takes(town: Town) -> None:
    ada = await town.volunteer("ada")
    page = await ada.command("answer")
    assert page.private
    assert "as text, or as a .txt or .md file" in page.text
    assert "Write" in ada.sees.buttons


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("story.pdf", b"%PDF"), "I can read text files only"),
        (("story.txt", b"a" * (LARGEST + 1)), "too large for a text"),
        (("story.txt", b"\xff\xfa"), "Save it as “UTF-8”"),
    ],
)
async def test_a_file_that_is_no_text_is_refused(town: Town, file: tuple[str, bytes], sentence: str) -> None:
    ada = await town.volunteer("ada")
    page = await ada.command("answer", file=file)
    assert page.private
    assert sentence in page.text
    assert "Write" in ada.sees.buttons


async def test_a_text_that_is_too_long_for_the_collection_is_not_sent_and_not_lost(town: Town) -> None:
    ada = await town.volunteer("ada")
    page = await ada.command("answer", file=("story.txt", text_of(10_001).encode()))
    assert "10000" in page.text.replace(",", "").replace("\u202f", "")
    assert "Send" not in page.buttons
    assert "Edit" in page.buttons


async def test_a_file_that_the_desk_cannot_keep_goes_back(town: Town) -> None:
    ada = await town.volunteer("ada")
    town.desk.away = True
    page = await ada.command("answer", file=("story.txt", b"Once upon a time."))
    (file,) = page.files
    assert await file.read() == b"Once upon a time."
    town.desk.away = False


async def test_an_answer_that_nobody_waits_for_becomes_a_draft(town: Town) -> None:
    await town.sow("Why is the sky blue?")
    ada = await town.volunteer("ada")
    await ada.command("answer", text=text_of(300))
    assert text_of(300)[:200] in (await ada.command("drafts")).text


async def test_while_somebody_types_kinds_and_languages_are_offered(town: Town) -> None:
    ada = await town.volunteer("ada")
    uwe = await town.volunteer("uwe", locale="de")
    kinds = await ada.member.autocomplete(town.square, "work", "kind", "review")
    assert {"name": "Reviewing", "value": "review"} in kinds
    assert {"name": "Review a first message", "value": "label_initial_prompt"} in kinds
    languages = await uwe.member.autocomplete(town.square, "work", "language", "deu")
    assert {"name": "Deutsch", "value": "de"} in languages


async def test_what_is_offered_is_what_the_community_wants(town: Town) -> None:
    await town.set_up(languages=("gsw", "de"))
    ada = await town.volunteer("ada")
    languages = await ada.member.autocomplete(town.square, "work", "language", "")
    assert [one["value"] for one in languages] == ["gsw", "de"]


async def test_with_the_desk_away_nothing_is_offered(town: Town) -> None:
    ada = await town.volunteer("ada")
    town.front.reception.communities._known.clear()
    town.desk.away = True
    assert await ada.member.autocomplete(town.square, "work", "language", "") == []
    town.desk.away = False
