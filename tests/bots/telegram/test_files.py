"""Texts that come as files, fetched by the real library."""

import codecs
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Message, Update

from bots.telegram.files import read
from bots.text.file import LARGEST, NotAText
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.bot import bot_of

RAIN = "Why does rain smell? Ärger 雨"


@pytest.fixture
async def library(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_of(fake) as bot:
        yield bot


async def sent(fake: FakeTelegram, bot: Bot, name: str, data: bytes, caption: str = "") -> Message:
    """A message with a file, as the library reads it."""
    ann = fake.human("Ann")
    ann.send_document(ann.dm, name, data, caption=caption)
    (*_, update) = await bot.get_updates(allowed_updates=[Update.MESSAGE])
    assert update.message is not None
    return update.message


async def refusal(message: Message) -> str:
    with pytest.raises(NotAText) as refused:
        await read(message)
    return refused.value.line.id


@pytest.mark.parametrize("name", ["answer.txt", "ANSWER.MD", "no.pdf.txt"])
async def test_a_text_file_is_read_whole(fake: FakeTelegram, library: Bot, name: str) -> None:
    assert await read(await sent(fake, library, name, RAIN.encode())) == (RAIN, "file")


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF8 + RAIN.encode(), RAIN.encode("utf-16"), codecs.BOM_UTF16_BE + RAIN.encode("utf-16-be")]
)
async def test_what_editors_put_before_a_text_is_no_part_of_it(fake: FakeTelegram, library: Bot, data: bytes) -> None:
    assert (await read(await sent(fake, library, "rain.txt", data)))[0] == RAIN


async def test_what_is_written_below_a_file_belongs_to_it(fake: FakeTelegram, library: Bot) -> None:
    message = await sent(fake, library, "rain.txt", RAIN.encode(), caption="My question:")
    assert await read(message) == (f"My question:\n\n{RAIN}", "file")


async def test_a_message_without_a_file_is_its_text(fake: FakeTelegram, library: Bot) -> None:
    ann = fake.human("Ann")
    ann.say(ann.dm, RAIN)
    ann.send_media(ann.dm, "photo", caption="look")
    typed, photo = await library.get_updates()
    assert typed.message is not None
    assert photo.message is not None
    assert (await read(typed.message), await read(photo.message)) == ((RAIN, "typed"), ("", "typed"))


@pytest.mark.parametrize("name", ["rain.pdf", "rain", "rain.txt.exe", ""])
async def test_other_files_are_not_even_fetched(fake: FakeTelegram, library: Bot, name: str) -> None:
    assert await refusal(await sent(fake, library, name, RAIN.encode())) == "file-not-a-text"
    assert fake.requests.count("getFile") == 0


async def test_nor_are_those_that_are_too_large(fake: FakeTelegram, library: Bot) -> None:
    assert await read(await sent(fake, library, "rain.txt", b"x" * LARGEST)) == ("x" * LARGEST, "file")
    assert await refusal(await sent(fake, library, "rain.txt", b"x" * (LARGEST + 1))) == "file-too-large"
    assert fake.requests.count("getFile") == 1


@pytest.mark.parametrize("data", [RAIN.encode("latin-1", "replace"), b"\xff\xfe\x00", b"\x89PNG\r\n"])
async def test_letters_that_can_not_be_read_are_never_guessed(fake: FakeTelegram, library: Bot, data: bytes) -> None:
    assert await refusal(await sent(fake, library, "rain.txt", data)) == "file-not-utf-8"


async def test_a_file_that_telegram_does_not_give_is_asked_for_again(fake: FakeTelegram, library: Bot) -> None:
    message = await sent(fake, library, "rain.txt", RAIN.encode())
    fake.faults.refuse("getFile", "Bad Request: file is temporarily unavailable")
    assert await refusal(message) == "telegram-file-not-fetched"
    assert (await read(message))[0] == RAIN
    fake.world.files.clear()
    assert await refusal(message) == "telegram-file-not-fetched"
