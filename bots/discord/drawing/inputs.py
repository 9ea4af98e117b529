"""A text in several inputs of one form, and back: white space at a cut stands in the input's id, not in its value.

Whether Discord strips what somebody typed depends on the client; so no cut relies on it. Only white space around the
whole text is not kept: it isn't stored either.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from bots.discord.drawing.limits import CUSTOM_ID, INPUT
from bots.text.markup import pieces, utf16_units

MOST = 3  # inputs that are offered for one text
PARAGRAPH = "\n\n"  # between inputs that were empty when the form was opened
_ROOMY = INPUT * 3 // 4  # so that something can still be put in
_BLANK = r"[\s\ufeff]"  # what some client or server may strip
_AROUND = re.compile(rf"\A({_BLANK}*)(.*?)({_BLANK}*)\Z", re.DOTALL)
_EMPTY_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")
_RUN = re.compile(r"([0-9a-f]+)x([0-9]+)")


@dataclass(frozen=True)
class Input:
    """One input: its value, and what stands between it and the one before."""

    value: str = ""
    seam: str = PARAGRAPH


@dataclass(frozen=True)
class FieldId:
    """What the component of a field carries: whose it is, which one of several, and the seam before it."""

    form: str
    field: str
    number: int = 0
    seam: str = ""

    def __str__(self) -> str:
        runs = ((format(ord(character), "x"), len(list(run))) for character, run in groupby(self.seam))
        return ".".join((self.form, self.field, str(self.number), "-".join(f"{code}x{size}" for code, size in runs)))

    @classmethod
    def read(cls, text: str) -> "FieldId | None":
        """The id that a component carries; None for what is none of ours."""
        parts = text.split(".")
        if len(parts) != 4 or not parts[2].isdecimal():
            return None
        seam = "".join(chr(int(code, 16)) * int(size) for code, size in _RUN.findall(parts[3]))
        return cls(parts[0], parts[1], int(parts[2]), seam)


def inputs(text: str, longest_text: int, room: int) -> list[Input] | None:
    """The inputs for a text, and empty ones up to what the collection takes; None where `room` inputs can't hold it."""
    filled = [Input(text.strip(), "")] if utf16_units(text) <= INPUT else _fewest(text, room)
    if filled is None:
        return None
    wanted = min(MOST, room, ceil(longest_text / INPUT))
    return [*filled, *(Input() for _ in range(wanted - len(filled)))]


def joined(those: Iterable[Input]) -> str:
    """The text that inputs make together; an empty one leaves nothing behind."""
    text = ""
    for one in those:
        if one.value.strip():
            text = _sewn(text, one) if text else one.value
    return text


def _sewn(text: str, one: Input) -> str:
    return text.rstrip() + one.seam + _EMPTY_LINES.sub("", one.value) if one.seam else text + one.value


def _fewest(text: str, room: int) -> list[Input] | None:
    """The roomiest way to fill few inputs."""
    ways = [_cut(text, limit) for limit in (_ROOMY, INPUT)]
    fitting = [way for way, most in zip(ways, (MOST, room), strict=True) if len(way) <= min(most, room)]
    return next((way for way in fitting if all(_can_be_carried(one.seam) for one in way)), None)


def _cut(text: str, limit: int) -> list[Input]:
    found: list[Input] = []
    seam = ""
    for piece in pieces(text, limit, utf16_units):
        around = _AROUND.fullmatch(piece.text)
        assert around is not None
        if around[2]:
            found.append(Input(around[2], seam + around[1] if found else ""))
            seam = around[3]
        else:
            seam += piece.text
    return found


def _can_be_carried(seam: str) -> bool:
    return len(str(FieldId("", "", 0, seam))) <= CUSTOM_ID // 2
