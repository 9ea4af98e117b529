"""Texts that come as files."""

from telegram import Document, Message
from telegram.error import TelegramError

from bots.dialogue.cards import Line
from bots.telegram.written import written, written_below
from bots.text.file import NotAText, check, text_of


async def read(message: Message) -> tuple[str, str]:
    """The text of a message with the file in it, and how it came; empty where there is none."""
    if message.document is None:
        return written(message), "typed"
    texts = [written_below(message), await _read_file(message.document)]
    return "\n\n".join(text for text in texts if text), "file"


async def _read_file(file: Document) -> str:
    """The text in a file; NotAText, without fetching it, for what can't be one."""
    check(file.file_name or "", file.file_size or 0)
    try:
        content = await (await file.get_file()).download_as_bytearray()
    except TelegramError as error:
        raise NotAText(Line("telegram-file-not-fetched")) from error
    return text_of(content)
