"""What may be stored as a text."""

import unicodedata

from core.domain.errors import TextBroken, TextEmpty, TextTooLong

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})


def clean_text(text: str, limit: int) -> str:
    """The text as it is stored: line ends unified and white space around it removed; refuse what can't be kept."""
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise TextBroken()
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any(unicodedata.category(character) not in _INVISIBLE_CATEGORIES for character in text):
        raise TextEmpty()
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text


def excerpt(text: str, limit: int = 80) -> str:
    """The beginning of a text on one line, for lists and news; never in place of the text itself."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
