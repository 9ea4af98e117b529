"""Texts that come as files."""

import codecs

from telegram import Document, Message
from telegram.error import TelegramError

from bots.dialogue.cards import Line
from bots.telegram.written import written, written_below

LARGEST = 200_000  # bytes: several times what can be stored
_TEXTS = (".txt", ".md")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # as some editors write on Windows


class NotAText(Exception):
    """A file that is no text, or too large for one; `line` says so."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.id)
        self.line = line


async def read(message: Message) -> tuple[str, str]:
    """The text of a message with the file in it, and how it came; empty where there is none."""
    if message.document is None:
        return written(message), "typed"
    texts = [written_below(message), await _read_file(message.document)]
    return "\n\n".join(text for text in texts if text), "file"


async def _read_file(file: Document) -> str:
    """The text in a file; NotAText, without fetching it, for what can't be one."""
    if not (file.file_name or "").lower().endswith(_TEXTS):
        raise NotAText(Line("telegram-not-a-text"))
    if (file.file_size or 0) > LARGEST:
        raise NotAText(Line("telegram-file-too-large", {"kilobytes": LARGEST // 1000}))
    try:
        content = await (await file.get_file()).download_as_bytearray()
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAText(Line("telegram-not-utf-8")) from error
    except TelegramError as error:
        raise NotAText(Line("telegram-file-not-fetched")) from error
    if not text.strip():
        raise NotAText(Line("telegram-empty-file"))
    return text
