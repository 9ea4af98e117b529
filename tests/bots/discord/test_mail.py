"""What people write in their own rooms, as messages and as files; without any privileged intent unless one is set."""

import pytest
from simcord import ChannelHandle
from simcord.backend import serializers
from simcord.backend.models import MessageSticker

from bots.text.file import LARGEST
from tests.fakes.seen import Seen
from tests.fakes.town import Person, Town

TEXT = "Why do trees “sleep” in winter?"


async def writer(town: Town, locale: str = "en-US") -> tuple[Person, ChannelHandle, Seen]:
    """Somebody who is asked for a text in a thread, and the card that asks."""
    ada = await town.volunteer("ada", locale=locale)
    await ada.press_any("go")
    (thread,) = ada.threads
    return ada, thread, ada.sees.within(thread.id).messages[-1]


async def test_a_reply_to_the_card_is_the_text_and_its_preview_stands_below(town: Town) -> None:
    ada, thread, card = await writer(town)
    page = await ada.say(TEXT, at=thread, reply_to=card)
    assert TEXT in page.within(thread.id).text
    assert ada.sees.within(thread.id).messages[-1].buttons[:2] == ("Send", "Edit")
    assert "Receipt" in (await ada.press("Send")).text


@pytest.mark.parametrize("name", ["poem.txt", "POEM.MD"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
async def test_a_text_file_is_a_text(town: Town, name: str, encoding: str) -> None:
    ada, thread, card = await writer(town)
    page = await ada.say("", at=thread, reply_to=card, attachments=[(name, TEXT.encode(encoding))])
    assert f">>> {TEXT}" in page.within(thread.id).text


async def test_a_text_and_a_file_beside_it_are_one_text(town: Town) -> None:
    ada, thread, card = await writer(town)
    page = await ada.say("First this:", at=thread, reply_to=card, attachments=[("poem.txt", TEXT.encode())])
    assert f">>> First this:\n\n{TEXT}" in page.within(thread.id).text


REFUSED = {
    "of another kind": (("picture.png", b"\x89PNG"), "I can read text files only"),
    "too large": (("poem.txt", b"a" * (LARGEST + 1)), "too large for a text: up to 200 kB"),
    "in other letters": (("poem.txt", "für Österreich".encode("latin-1")), "Save it as “UTF-8”"),
}


@pytest.mark.parametrize("why", REFUSED)
async def test_a_file_that_is_no_text_is_refused_with_a_sentence_and_nothing_of_it_taken(town: Town, why: str) -> None:
    file, sentence = REFUSED[why]
    ada, thread, card = await writer(town)
    page = await ada.say("And a word.", at=thread, reply_to=card, attachments=[file])
    answer = page.within(thread.id).messages[-1]
    assert sentence in answer.text
    assert answer.message.reference is not None
    assert "Send" not in page.buttons


async def test_a_file_that_is_not_to_be_had_is_asked_for_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, thread, card = await writer(town)
    with monkeypatch.context() as trouble:
        trouble.setattr(town.env.backend.cdn, "get", lambda url: None)
        page = await ada.say("", at=thread, reply_to=card, attachments=[("poem.txt", TEXT.encode())])
    assert "Discord didn’t give me this file" in page.text
    page = await ada.say("", at=thread, reply_to=card, attachments=[("poem.txt", TEXT.encode())])
    assert TEXT in page.text


async def test_a_text_that_discord_does_not_show_is_asked_for_by_reply(town: Town) -> None:
    ada, thread, _ = await writer(town)
    page = await ada.say(TEXT, at=thread)
    assert "only if you use “Reply” on my card" in page.messages[-1].text
    assert "Send" not in page.buttons


async def test_the_sentences_come_in_the_readers_language(town: Town) -> None:
    uwe, thread, _ = await writer(town, "de")
    page = await uwe.say(TEXT, at=thread)
    assert "nur, wenn du „Antworten“ an meiner Karte nimmst" in page.messages[-1].text


async def test_with_the_intent_people_simply_write(town: Town) -> None:
    await town.restart(discord_message_content=True)
    ada, thread, _ = await writer(town)
    page = await ada.say(TEXT, at=thread)
    assert TEXT in page.within(thread.id).messages[-1].text
    assert "Send" in page.buttons


async def test_by_direct_message_people_simply_write(town: Town) -> None:
    ada = await town.person("ada")
    await ada.command("work", at=None)
    await ada.press("I agree, start")
    page = await ada.say(TEXT)
    assert TEXT in page.messages[-1].text
    assert "Receipt" in (await ada.press("Send")).text


async def test_a_message_without_any_text_is_answered_with_what_can_be_read(town: Town) -> None:
    ada, thread, card = await writer(town)
    page = await ada.say("", at=thread, reply_to=card, attachments=[("empty.txt", b" \n")])
    assert "There is nothing to be read in this file" in page.messages[-1].text
    leaf = town.guild.create_sticker("leaf")
    page = await ada.say("", stickers=[MessageSticker(leaf.id, leaf.name, leaf.format_type, leaf.guild_id)])
    assert "There is no text in that message" in page.messages[-1].text


async def test_a_message_that_is_changed_changes_the_text(town: Town) -> None:
    ada, thread, card = await writer(town)
    page = await ada.say(TEXT, at=thread, reply_to=card)
    (mine,) = [one for one in page if one.message.author.id == ada.member.id]
    page = await ada.change(mine, "Why do trees wake up in spring?")
    assert "wake up in spring" in page.within(thread.id).messages[-1].text
    assert "Send" in page.buttons


async def test_a_preview_of_a_link_that_comes_later_is_no_change(town: Town) -> None:
    ada, thread, card = await writer(town)
    page = await ada.say(TEXT, at=thread, reply_to=card)
    (mine,) = [one for one in page if one.message.author.id == ada.member.id]
    before = ada.sees
    stored = town.env.backend.get_message(thread.id, mine.message.id)
    town.env.backend.emit("MESSAGE_UPDATE", serializers.message_payload(town.env.backend, stored))
    await town.rest()
    assert len(ada.sees.since(before)) == 0


async def test_what_somebody_else_writes_in_ones_thread_is_nobodys(town: Town) -> None:
    ada, thread, card = await writer(town)
    ben = await town.person("ben")
    town.env.backend.add_thread_member(thread.id, ben.member.id)
    before = len(town.requests)
    await ben.say(TEXT, at=thread, reply_to=card)
    assert len(town.requests) == before
    assert TEXT in (await ada.say(TEXT, at=thread, reply_to=card)).within(thread.id).messages[-1].text


async def test_what_is_said_in_the_square_is_not_for_the_bot(town: Town) -> None:
    await town.restart(discord_message_content=True)
    ada, _, _ = await writer(town)
    before = len(town.requests)
    await ada.say("Lovely weather.", at=town.square)
    assert len(town.requests) == before


async def test_a_text_that_the_desk_cannot_keep_is_told_in_ones_room_and_nowhere_else(town: Town) -> None:
    await town.restart(discord_message_content=True)
    ada, thread, card = await writer(town)
    town.desk.away = True
    page = await ada.say(TEXT, at=thread, reply_to=card)
    assert "Please try again in a minute" in page.messages[-1].text
    page = await ada.change(page.messages[0], "Why do trees wake up in spring?")
    assert "Please try again in a minute" in page.messages[-1].text
    page = await ada.say("By direct message?")
    assert "Please try again in a minute" in page.messages[-1].text
    before = len(town.requests)
    await ada.say("Lovely weather.", at=town.square)
    assert len(town.requests) == before
    town.desk.away = False
