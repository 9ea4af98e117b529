"""Texts in the private chat: with their code, as files, edited afterwards."""

import pytest

from tests.fakes.telegram import FakeTelegram, Human, Seen

CODE = "How do I write x = 1 so that others read it?"
INLINE = [{"type": "code", "offset": 15, "length": 5}]
MARKED = "How do I write `x = 1` so that others read it?"

pytestmark = pytest.mark.usefixtures("bot")


async def writing(fake: FakeTelegram) -> Human:
    """Somebody who is to write a first message."""
    ann = fake.human("Ann")
    card = (await ann.command("work").settled()).message
    await ann.press(card, "I agree, start").settled()
    await ann.reads(ann.dm, "write the first message")
    return ann


async def send(person: Human, preview: Seen) -> Seen:
    person.press(preview, "Send")
    return await person.reads(person.dm, "✓ Stored. Receipt")


async def test_code_of_which_an_app_took_the_marks_has_them_again(fake: FakeTelegram) -> None:
    ann = await writing(fake)
    ann.say(ann.dm, CODE, formatted=INLINE)
    assert MARKED in (await ann.reads(ann.dm, "This is your text")).text


async def test_so_it_has_when_the_message_is_edited(fake: FakeTelegram) -> None:
    ann = await writing(fake)
    said = ann.say(ann.dm, "How do I write that so that others read it?").said
    await send(ann, await ann.reads(ann.dm, "This is your text"))
    ann.edit(said, CODE, formatted=INLINE)
    await ann.reads(ann.dm, "edit is stored")
    await ann.command("mine").settled()
    assert MARKED in (await ann.reads(ann.dm, MARKED)).text


async def test_two_edits_of_one_second_and_length_both_count(fake: FakeTelegram) -> None:
    ann = await writing(fake)
    said = ann.say(ann.dm, "How many legs has a spider?").said
    await ann.reads(ann.dm, "This is your text")
    ann.edit(said, "How many legs has a beetle?")
    ann.edit(said, "How many legs has a lizard?")
    await ann.until(lambda: any("lizard" in one.text for one in ann.sees() if one.from_bot))


async def test_a_file_that_can_not_be_read_leaves_the_task_as_it_is(fake: FakeTelegram) -> None:
    ann = await writing(fake)
    for name, data, words in (
        ("leaf.pdf", b"leaf", "I can read text files only"),
        ("leaf.txt", b"\xff\xfe\x00", "I can’t read the letters"),
        ("leaf.txt", b"x" * 200_001, "too large"),
        ("leaf.txt", b" \n", "nothing to be read"),
    ):
        ann.send_document(ann.dm, name, data)
        await ann.reads(ann.dm, words)
    ann.send_document(ann.dm, "leaf.md", b"Why is a leaf green?")
    preview = await ann.reads(ann.dm, "This is your text")
    assert "Why is a leaf green?" in preview.text
    await send(ann, preview)
