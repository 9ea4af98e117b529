"""From a typed line to what it means."""

import re
from collections.abc import Iterator
from itertools import groupby

from bots.dialogue.cards import Line, Quote
from bots.dialogue.events import Commanded, Event, Said
from bots.terminal.screen import Choice, Screen

BLOCK = '"""'  # a line of its own before and after a text of several lines
LONGEST = 100_000  # characters in a line; far more than any collection takes in a text

_COMMAND = re.compile(r"/(?P<name>[^\W\d_][\w-]*)(?:\s+(?P<argument>.*))?", re.DOTALL)
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")

Reading = Event | Quote | Line | None
"""An event for the dialogue, a hidden text to be shown, a hint, or nothing yet."""


class Reader:
    """Reads one person's lines; all it remembers is an open block."""

    def __init__(self) -> None:
        self._block: list[str] | None = None

    @property
    def in_block(self) -> bool:
        """Whether a text of several lines is being written."""
        return self._block is not None

    def read(self, line: str, screen: Screen) -> Reading:
        """What a line means; `screen` is what the person had before their eyes."""
        if len(line) > LONGEST:
            return Line("terminal-line-too-long", {"limit": LONGEST})
        if any("\ud800" <= character <= "\udfff" for character in line):
            return Line("terminal-undecodable", {"line": line})
        if line.strip() == BLOCK:
            return self._turn_block()
        if self._block is not None:
            self._block.append(line)
            return None
        return Said(line) if "\n" in line else _single(line, screen)

    def end(self) -> Event | None:
        """The input is over: a text whose last line never came is taken as it stands."""
        text = "\n".join(self._block or ())
        self._block = None
        return Said(text) if text else None

    def _turn_block(self) -> Reading:
        if self._block is None:
            self._block = []
            return Line("terminal-block")
        text, self._block = "\n".join(self._block), None
        return Said(text)


def _single(line: str, screen: Screen) -> Reading:
    """A command, a number, the name of a choice, or simply a text."""
    typed = line.strip()
    if command := _COMMAND.fullmatch(typed):
        return Commanded(command["name"].lower(), (command["argument"] or "").strip())
    if _NUMBER.fullmatch(typed) and (choice := screen.numbered.get(int(typed))):
        return choice.effect
    if screen.front is not None and screen.front.awaits_text:
        return Said(line)
    if typed.isdecimal() or not typed:
        return _choose(screen)
    return _named(line, screen.named(typed))


def _choose(screen: Screen) -> Line:
    numbers = sorted(screen.numbered)
    if not numbers:
        return Line("terminal-nothing-to-choose")
    return Line("terminal-choose", {"count": len(numbers), "numbers": ", ".join(_ranges(numbers))})


def _ranges(numbers: list[int]) -> Iterator[str]:
    """1–3 and 8 for 1, 2, 3, 8: between two cards some may be missing."""
    for _, run in groupby(enumerate(numbers), lambda placed: placed[1] - placed[0]):
        first, *_, last = [number for _, number in run] * 2
        yield f"{first}" if first == last else f"{first}–{last}"


def _named(line: str, choices: list[Choice]) -> Reading:
    match choices:
        case []:
            return Said(line)
        case [choice]:
            return choice.effect
    return Line("terminal-ambiguous", {"names": " · ".join(f"[{choice.number}] {choice.label}" for choice in choices)})
