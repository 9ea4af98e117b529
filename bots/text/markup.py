"""The form of texts: long ones cut into parts at sensible places, hostile ones made harmless."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from wcwidth import iter_graphemes

from bots.text.fences import Block, blocks

Measure = Callable[[str], int]

_SEAMS = (  # where a cut hurts least, best first
    re.compile(r"\n[ \t]*\n+"),
    re.compile(r"\n"),
    re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？]"),
    re.compile(r"\s+"),
)
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
_NAMED = {code: f"‹U+{code:04X}›" for code in (*range(0x80, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))}
_BROKEN = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_HARMLESS = _PICTURES | _NAMED | _BROKEN


def plain(text: str) -> str:
    """A text that moves no cursor and turns no line around: control characters are shown instead of obeyed.

    Line ends become newlines; newlines and tabs stay. Half surrogates, which no file can carry, are replaced.
    """
    return text.replace("\r\n", "\n").translate(_HARMLESS)


def utf16_units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a text, with the fence that opens it again and the one that closes it where a block was cut."""

    text: str
    opening: str = ""
    closing: str = ""

    def __str__(self) -> str:
        return self.opening + self.text + self.closing


def split(text: str, limit: int, measure: Measure = len) -> list[str]:
    """The parts of a text, each at most `limit` long, cut at the end of a paragraph, line, sentence or word.

    Joined they give the text back, character by character, but for what closes a block of code at the end of one part
    and opens it again in the next (see `pieces`). No grapheme cluster is cut unless it alone is longer than the limit.
    `measure` must be additive: the length of two texts together is the sum of their lengths.
    """
    return [str(piece) for piece in pieces(text, limit, measure)]


def pieces(text: str, limit: int, measure: Measure = len) -> list[Piece]:
    """The same with the added fences told apart: the `text`s joined are the text, exactly."""
    if limit < 2:
        raise ValueError(f"no text can be cut into parts of {limit}")
    return _Splitter(text, limit, measure).run()


class _Splitter:
    def __init__(self, text: str, limit: int, measure: Measure) -> None:
        self.text, self.limit, self.measure = text, limit, measure
        clusters = [unit for cluster in iter_graphemes(text) for unit in _units(cluster, limit, measure)]
        self.ends = list(accumulate(map(len, clusters), initial=0))
        self.sizes = list(accumulate(map(measure, clusters), initial=0))
        self.blocks = [block for block in blocks(text) if self._fences(block) * 2 <= limit]
        self.room_to_close = max((measure("\n" + block.marker) for block in self.blocks), default=0)

    def run(self) -> list[Piece]:
        found: list[Piece] = []
        start = 0
        while start < len(self.text):
            piece = self._piece(start)
            found.append(piece)
            start += len(piece.text)
        return found

    def _piece(self, start: int) -> Piece:
        """The longest sensible part from here on."""
        torn = self._torn(start)
        opening = torn.opening if torn else ""
        room = self.limit - self.measure(opening)
        end = self._cut(start, room)
        if block := self._torn(end):
            end = self._cut_at_block(start, room, block)
        return Piece(self.text[start:end], opening, self._closing(end))

    def _cut_at_block(self, start: int, room: int, block: Block) -> int:
        """Before the block where it fits into the next part whole, else inside it, with room to close it."""
        if start < block.start and self._span(block.start, block.end) <= self.limit:
            return block.start
        end = self._cut(start, room - self.room_to_close, before=block.close)
        return block.start if start < block.start < end <= block.body else end

    def _cut(self, start: int, room: int, before: int | None = None) -> int:
        """Where a part from `start` that may be `room` long ends best; a cluster further on at least."""
        first = bisect_right(self.ends, start) - 1
        last = max(first + 1, bisect_right(self.sizes, self.sizes[first] + room) - 1)
        reach = self.ends[last]
        if reach == len(self.text):
            return reach
        if before is not None and start < before - 1 < reach:
            reach = before - 1  # so that no code is left over but the fence
        return max(self._best_seam(start, reach), self.ends[first + 1])

    def _best_seam(self, start: int, reach: int) -> int:
        """The last seam of the best kind that leaves the part at least half full."""
        half = (start + reach) // 2
        for seam in _SEAMS:
            ends = [match.end() for match in seam.finditer(self.text, half, reach)]
            ends = [end for end in ends if end > start and self._whole(end)]
            if ends:
                return ends[-1]
        return self.ends[bisect_right(self.ends, reach) - 1]

    def _whole(self, position: int) -> bool:
        """Whether a position lies between two clusters."""
        return self.ends[bisect_right(self.ends, position) - 1] == position

    def _torn(self, position: int) -> Block | None:
        return next((block for block in self.blocks if block.holds(position)), None)

    def _closing(self, end: int) -> str:
        block = self._torn(end)
        if block is None:
            return ""
        return block.marker if self.text[end - 1] == "\n" else "\n" + block.marker

    def _span(self, start: int, end: int) -> int:
        return self.measure(self.text[start:end])

    def _fences(self, block: Block) -> int:
        return self.measure(block.opening + "\n" + block.marker)


def _units(cluster: str, limit: int, measure: Measure) -> list[str]:
    """What may not be torn apart: the cluster, or its characters where it alone is too long."""
    return [cluster] if measure(cluster) <= limit else list(cluster)
