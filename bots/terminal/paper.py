"""What strips are printed on: bare text for pipes and tests, a coloured terminal for people."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TextIO

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style as Ink
from rich.text import Text

from bots.dialogue.cards import Style
from bots.terminal.render import Manner, Strip

BAR = "│ "
_DIM = Ink.parse("dim")
_INKS = {
    Manner.LABEL: "bold cyan",
    Manner.HINT: "yellow",
    Style.MAIN: "bold green",
    Style.QUIET: "dim",
    Style.DANGER: "red",
}


class Paper(Protocol):
    """Something to print on."""

    def print(self, strips: Sequence[Strip]) -> None:
        """Print strips below what stands there; BrokenPipeError when nobody reads it any more."""
        ...


class Sheet:
    """Bare text: no colour, no wrapping, every line as it is."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def print(self, strips: Sequence[Strip]) -> None:
        """Print strips, and let them be seen at once."""
        self._out.write("".join(f"{line}\n" for line in self._lines(strips)) + "\n")
        self._out.flush()

    def _lines(self, strips: Sequence[Strip]) -> Iterator[str]:
        for strip in spaced(strips):
            bar = BAR if strip.manner is Manner.QUOTED else ""
            yield from (bar + line if line else bar.rstrip() for line in strip.text.split("\n"))


class Screenful:
    """A terminal: as wide as it is now, in colour where it has any."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def print(self, strips: Sequence[Strip]) -> None:
        """Print strips above the line being typed, all at once."""
        self._console.print(*map(_drawn, spaced(strips)), "", sep="\n")


def _drawn(strip: Strip) -> RenderableType:
    text = Text(strip.text, style=_INKS.get(strip.manner) or _INKS.get(strip.style) or "")
    return _Barred(text) if strip.manner is Manner.QUOTED else text


def spaced(strips: Iterable[Strip]) -> Iterator[Strip]:
    """Strips with empty ones between paragraphs; a label stays with its text, lists and choices stay together."""
    before: Strip | None = None
    for strip in strips:
        listed = before and before.manner is strip.manner and strip.manner in (Manner.ITEM, Manner.CHOICE)
        together = listed or (before and before.manner is Manner.LABEL)
        if before and not together:
            yield Strip("")
        yield strip
        before = strip


class _Barred:
    """A text with a bar at the left of each line, also of the wrapped ones."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = "| " if options.ascii_only else BAR
        for line in console.render_lines(self._text, options.update(width=max(options.max_width - 2, 1)), pad=False):
            yield Segment(bar if line else bar.rstrip(), _DIM)
            yield from line
            yield Segment.line()
