"""Blocks of code in a text: where they begin and end, and how to close one at a seam and open it again."""

import re
from dataclasses import dataclass

_OPENING = re.compile(r"^ {0,3}(?P<marker>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: from `start` its opening line, from `body` the code, from `close` its last line, up to `end`.

    A block that is never closed goes to the end of the text.
    """

    start: int
    body: int
    close: int
    end: int
    opening: str
    marker: str

    def holds(self, position: int) -> bool:
        """Whether a cut here would tear the block apart."""
        return self.start < position < self.end


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a text, in order."""
    found: list[Block] = []
    while opening := _OPENING.search(text, found[-1].end if found else 0):
        found.append(_block(text, opening))
    return found


def _block(text: str, opening: re.Match[str]) -> Block:
    marker = opening["marker"]
    closing = re.compile(rf"^ {{0,3}}{marker[0]}{{{len(marker)},}}[ \t]*(?:\n|\Z)", re.MULTILINE)
    last = closing.search(text, opening.end())
    close, end = last.span() if last else (len(text), len(text))
    return Block(opening.start(), opening.end(), close, end, opening[0], marker)
