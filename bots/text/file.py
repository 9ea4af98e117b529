"""Texts that come as files: which can be one, and what stands in it."""

import codecs

from bots.dialogue.cards import Line

LARGEST = 200_000  # bytes: several times what can be stored
_TEXTS = (".txt", ".md")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # as some editors write on Windows


class NotAText(Exception):
    """A file that is no text, or too large for one; `line` says so."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.id)
        self.line = line


def check(name: str, size: int) -> None:
    """NotAText, before it is fetched, for a file that can't be one; its size is in bytes."""
    if not name.lower().endswith(_TEXTS):
        raise NotAText(Line("file-not-a-text"))
    if size > LARGEST:
        raise NotAText(Line("file-too-large", {"kilobytes": LARGEST // 1000}))


def text_of(content: bytes | bytearray) -> str:
    """What stands in a file; NotAText for letters that can't be read, and where there are none."""
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAText(Line("file-not-utf-8")) from error
    if not text.strip():
        raise NotAText(Line("file-empty"))
    return text
