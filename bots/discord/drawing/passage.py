"""What one text display says: some lines of ours, or somebody's text below the label that says whose it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.emphasis import is_hint, is_item, is_titled
from bots.discord.drawing.escape import escaped, hidden, linked, most_units, most_units_leftwards, with_code
from bots.discord.drawing.limits import TEXT
from bots.discord.drawing.reader import Reader
from bots.text.direction import runs_left
from bots.text.markup import pieces, plain, utf16_units

_TITLE, _SMALL = "### ", "-# "
_QUOTE = ">>> "  # up to the end of the text display
_LONGEST_TITLE = 90  # units; what is longer is no title
_UNSAID = frozenset({"rank-hint", "rank-hint-two"})  # hints for those who type
_SLACK = 16  # units for the marks around a text: bars, fences, directions
_FEWEST = 200  # units of a text that are worth beginning a text display for
_NOTHING = "\u200b"  # in place of a text without any character to see


@dataclass(frozen=True)
class Passage:
    """A text and how it is dressed; `head` stands above its first part, `again` above all others."""

    text: str
    dress: Callable[[str], str]
    head: str = ""
    again: str = ""
    quoted: bool = False

    @cached_property
    def whole(self) -> str:
        """All of it, in one part."""
        return self.head + self.dress(self.text)

    @cached_property
    def size(self) -> int:
        """Its length in UTF-16 units."""
        return utf16_units(self.whole)

    def parts(self, limit: int) -> list[str]:
        """All of it in parts of at most so many units, cut where it hurts least; white space at a cut is left out."""
        if self.size <= limit:
            return [self.whole]
        measure = most_units_leftwards if runs_left(self.text) else most_units
        room = limit - max(utf16_units(self.head), utf16_units(self.again)) - _SLACK
        texts = [str(piece).rstrip() for piece in pieces(self.text, max(room, _FEWEST), measure)]
        first, *others = (text for text in texts if text)
        return [self.head + self.dress(first), *(self.again + self.dress(text) for text in others)]


def passages(card: Card, reader: Reader) -> list[Passage]:
    """What a card says, top to bottom; the items of a list stand together with what introduces them."""
    parts = [part for part in card.parts if not (isinstance(part, Line) and part.id in _UNSAID)]
    found: list[Passage] = []
    for number, part in enumerate(parts):
        if isinstance(part, Quote):
            found.append(_quotation(part, reader))
        elif number == 0 and len(parts) > 1 and is_titled(card):
            found.append(_title(reader.word(part), reader))
        else:
            _add_line(found, part, reader)
    return found


def _title(words: str, reader: Reader) -> Passage:
    return Passage(words, _dress(reader, _TITLE) if utf16_units(words) <= _LONGEST_TITLE else _dress(reader))


def _add_line(found: list[Passage], line: Line, reader: Reader) -> None:
    words = reader.word(line) or line.id
    if is_item(line, words) and found and not found[-1].quoted and _fits(found[-1], words):
        found[-1] = Passage(f"{found[-1].text}\n{words}", found[-1].dress)
    else:
        found.append(Passage(words, _dress(reader, _SMALL if is_hint(line) else "")))


def _fits(before: Passage, words: str) -> bool:
    return most_units(before.text) + most_units(words) < TEXT // 2


def _dress(reader: Reader, mark: str = "") -> Callable[[str], str]:
    return lambda text: mark + linked(text, reader.links)


def _quotation(quote: Quote, reader: Reader) -> Passage:
    label = quote.label or (Line(f"role-{quote.role}") if quote.role else None)
    text = plain(quote.text)
    return Passage(
        text if text.strip() else _NOTHING,
        _behind_bars if quote.flagged else _barred,
        _label(label, reader),
        _label(label and Line("discord-continued", lines={"label": label}), reader),
        quoted=True,
    )


def _label(label: Line | None, reader: Reader) -> str:
    return f"**{escaped(reader.word(label))}**\n" if label else ""


def _barred(text: str) -> str:
    return _QUOTE + with_code(text)


def _behind_bars(text: str) -> str:
    return _QUOTE + hidden(text)


def sizes(those: Sequence[Passage]) -> int:
    """The length of several passages together."""
    return sum(one.size for one in those)
