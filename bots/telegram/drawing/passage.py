"""What stands together in a message: some lines of ours, or somebody's text below the label that says whose it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.emphasis import is_hint, is_item, is_titled
from bots.telegram.drawing.escape import (
    escaped,
    has_something_to_see,
    hidden,
    most_units_leftwards,
    quoted,
    seen,
    tags,
    whole,
)
from bots.telegram.drawing.reader import Reader
from bots.text.direction import runs_left
from bots.text.markup import pieces, utf16_units

GAP = "\n\n"  # between two passages
_LONGEST_TITLE = 90  # units; what is longer is no title
_IN_PROMPT = frozenset({"ahead-how", "write-how"})  # said in groups where the answer is asked for
_THREAD = "role-"  # begins the labels of a thread's messages
_LISTS = frozenset({"aside", "news"})  # cards on which many texts are looked through
_MANY = 3  # texts that are still seen at a glance
_LONG, _MANY_LINES = 300, 5  # units and lines of a text that is folded where it is not what is asked about
_SLACK = 8  # units for the marks around a text
_FEWEST = 200  # units of a text that are worth beginning a message for
_NOTHING = "∅"  # behind a text without any character to see


@dataclass(frozen=True)
class Passage:
    """A text and how it is dressed; `head` stands above its first part, `again` above all others."""

    text: str
    dress: Callable[[str], str]
    head: str = ""
    again: str = ""
    is_quoted: bool = False

    @cached_property
    def whole(self) -> str:
        """All of it, in one part."""
        return self.head + self.dress(self.text)

    @cached_property
    def size(self) -> int:
        """Its length in UTF-16 units, as Telegram counts."""
        return size(self.whole)

    @cached_property
    def tags(self) -> int:
        """How many entities it has."""
        return tags(self.whole)

    def parts(self, limit: int) -> list[str]:
        """All of it in parts of at most so many units, cut where it hurts least; white space at a cut is left out."""
        if self.size <= limit:
            return [self.whole]
        room = limit - max(size(self.head), size(self.again)) - _SLACK
        measure = most_units_leftwards if runs_left(self.text) else utf16_units
        texts = [str(piece).rstrip() for piece in pieces(self.text, max(room, _FEWEST), measure)]
        first, *others = (text for text in texts if text)
        return [self.head + self.dress(first), *(self.again + self.dress(text) for text in others)]


def size(html: str) -> int:
    """The length of a piece of HTML, as Telegram counts it."""
    return utf16_units(seen(html))


def passages(card: Card, reader: Reader) -> list[Passage]:
    """What a card says, top to bottom; the items of a list stand together with what introduces them."""
    parts = [part for part in card.parts if not (reader.in_group and isinstance(part, Line) and part.id in _IN_PROMPT)]
    folded = _background(card.key, parts)
    found: list[Passage] = []
    for number, part in enumerate(parts):
        if isinstance(part, Quote):
            found.append(_quotation(part, reader, folded=number in folded and _is_long(part.text)))
        elif number == 0 and len(parts) > 1 and is_titled(card):
            found.append(_title(reader.word(part)))
        else:
            _add_line(found, part, reader)
    return found


def _background(key: str, parts: Sequence[Line | Quote]) -> set[int]:
    """The texts that one needn't read whole: those before the one that is asked about, and those of a list."""
    quotes = [(number, part) for number, part in enumerate(parts) if isinstance(part, Quote)]
    if key in _LISTS:
        return {number for number, _ in quotes} if len(quotes) > _MANY else set()
    thread = [number for number, quote in quotes if quote.label and quote.label.id.startswith(_THREAD)]
    return set(thread[:-1])


def _is_long(text: str) -> bool:
    return utf16_units(text) > _LONG or text.count("\n") >= _MANY_LINES


def _title(words: str) -> Passage:
    return Passage(words, _bold if utf16_units(words) <= _LONGEST_TITLE else escaped)


def _add_line(found: list[Passage], line: Line, reader: Reader) -> None:
    words = reader.word(line) or line.id
    if is_item(line, words) and found and not found[-1].is_quoted:
        found[-1] = _with_item(found[-1], words)
    else:
        found.append(Passage(words, _italic if is_hint(line) else escaped))


def _with_item(before: Passage, words: str) -> Passage:
    """A passage that goes on as a list; the words that introduce one may be bold, its items are not."""
    if before.dress is escaped:
        return replace(before, text=f"{before.text}\n{words}")
    return Passage(words, escaped, f"{before.whole}\n")


def _bold(text: str) -> str:
    return f"<b>{escaped(text)}</b>"


def _italic(text: str) -> str:
    return f"<i>{escaped(text)}</i>"


def _quotation(quote: Quote, reader: Reader, *, folded: bool) -> Passage:
    label = quote.label or (Line(f"role-{quote.role}") if quote.role else None)
    text = whole(quote.text)
    return Passage(
        text if has_something_to_see(text) else text + _NOTHING,
        partial(hidden if quote.flagged else quoted, folded=folded),
        _label(label, reader),
        _label(label and Line("telegram-continued", lines={"label": label}), reader),
        is_quoted=True,
    )


def _label(label: Line | None, reader: Reader) -> str:
    return f"{_bold(reader.word(label))}\n" if label else ""
