"""Which way a text runs."""

import re
import unicodedata

_ISOLATES = re.compile("[\u2066-\u2069]")
_LEFTWARDS = {"R", "AL", "AN"}


def runs_left(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return any(unicodedata.bidirectional(character) in _LEFTWARDS for character in text)


def unisolated(text: str) -> str:
    """A text without direction isolates where it has no need of them: not every terminal knows to hide them."""
    return text if runs_left(text) else _ISOLATES.sub("", text)
