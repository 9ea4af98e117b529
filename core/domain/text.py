"""What may be stored as a text."""

import re
import unicodedata

from core.domain.errors import TextBroken, TextEmpty, TextTooLong

_BROKEN = re.compile("[\0\ud800-\udfff]")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"})
# Fillers that Unicode counts among letters and symbols, and what it keeps free for more invisible characters.
_BLANKS = frozenset("\u115f\u1160\u2065\u2800\u3164\uffa0\U0001d159")
_BLANK_RANGES = (range(0xFFF0, 0xFFFC), range(0xE0000, 0xE1000))
_JOINER, _SKIN_TONES = "\u200d", frozenset("🏻🏼🏽🏾🏿")  # they make one picture of several characters


def clean_text(text: str, limit: int) -> str:
    """The text as it is stored: line ends unified and white space around it removed; refuse what can't be kept."""
    refuse_broken(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any(map(_visible, text)):
        raise TextEmpty()
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text


def refuse_broken(text: str) -> None:
    """Refuse a text, or a name, with characters that no file and no database can carry."""
    if is_broken(text):
        raise TextBroken()


def is_broken(text: str) -> bool:
    """Whether a text holds NUL or half a surrogate pair."""
    return _BROKEN.search(text) is not None


def excerpt(text: str, limit: int = 80) -> str:
    """The beginning of a text on one line, for lists and news; never in place of the text itself."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: _end(line, limit - 1)].rstrip() + "…"


def _end(line: str, most: int) -> int:
    """Where to cut: after a word if one ends in the last third, else at least not within what is seen as one sign."""
    space = line.rfind(" ", most - most // 3, most + 1)
    if space > 0:
        return space
    return next((end for end in range(most, 0, -1) if not _joined(line[end - 1], line[end])), most)


def _joined(before: str, after: str) -> bool:
    return _JOINER in (before, after) or after in _SKIN_TONES or unicodedata.category(after).startswith("M")


def _visible(character: str) -> bool:
    if character in _BLANKS or any(ord(character) in blank for blank in _BLANK_RANGES):
        return False
    return unicodedata.category(character) not in _INVISIBLE_CATEGORIES
