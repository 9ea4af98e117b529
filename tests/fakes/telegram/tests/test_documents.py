"""Documents in both directions."""

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.bot import Queue


async def test_a_document_is_fetched_over_loopback(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    ann.send_document(ann.dm, "answer.md", "# Grüße".encode(), caption="here")
    await fake.handed_over()
    message = queue.heard[0].message
    assert message
    assert message.document
    assert (message.caption, message.document.file_name, message.document.mime_type) == (
        "here",
        "answer.md",
        "text/markdown",
    )
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()).decode() == "# Grüße"


async def test_the_bot_sends_a_document(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    ann.start()
    sent = await bot.send_document(
        ann.id, b"all that was said", filename="thread.txt", caption="<i>all</i>", parse_mode="HTML"
    )
    seen = ann.sees()[-1]
    assert seen.file
    assert (seen.text, seen.parts("italic"), seen.file.name) == ("all", ["all"], "thread.txt")
    assert seen.file.data == b"all that was said"
    assert sent.document
    again = await bot.send_document(ann.id, sent.document.file_id)
    assert again.document == sent.document


async def test_large_and_unknown_files_are_refused(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    said = ann.send_document(ann.dm, "large.txt", bytes(20 * 1024 * 1024 + 1)).said
    assert said.file
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(said.file.id)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("nothing")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ann.id, b"", filename="empty.txt")


async def test_people_send_other_things_and_forward(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    said = ann.start().said
    for kind in ("photo", "sticker", "voice", "location"):
        ann.send_media(ann.dm, kind)
    ann.forward(said, ann.dm)
    await fake.handed_over()
    messages = [one.message for one in queue.heard[1:] if one.message]
    assert [bool(one.photo or one.sticker or one.voice or one.location) for one in messages] == [True] * 4 + [False]
    assert messages[-1].forward_origin
