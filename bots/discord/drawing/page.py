"""Cards as messages: all on one where they fit, on as many as it takes where they don't; nothing is cut off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bots.dialogue.cards import Button, Card, Quote, Style
from bots.discord.drawing.controls import Row, controls
from bots.discord.drawing.limits import COMPONENTS, TEXT
from bots.discord.drawing.passage import Passage, passages, sizes
from bots.discord.drawing.reader import Reader
from bots.text.markup import utf16_units

View = discord.ui.LayoutView
Item = discord.ui.Item[Any]

_BLUE, _GREEN, _AMBER, _RED = 0x5B7DB1, 0x5E9C6B, 0xC7973F, 0xB4524A
_COLOURS = {
    "board": _GREEN,
    "case": _AMBER,
    "receipt": _GREEN,
    "reminder": _AMBER,
    "returned": _AMBER,
    "task": _BLUE,
    "welcome": _BLUE,
}
_LITTLE = TEXT // 3  # a message that says no more than this is filled up before the next is begun


def draw(cards: Sequence[Card], reader: Reader, extras: Sequence[Button] = ()) -> list[View]:
    """One or more messages, in order; the buttons of a card stand on the last one that it takes.

    `extras` are buttons of the front end's own, beside the last ones of the last card. A view is never stopped: that
    would make the library forget what our buttons look like.
    """
    taken: set[str] = set()
    rows = [
        controls(card, reader, taken, extras if number == 0 else ())
        for number, card in enumerate(reversed(cards))  # where two cards offer the same, the one to act on does
    ]
    writer = _Writer()
    for card, its_rows in zip(cards, reversed(rows), strict=True):
        writer.add(_Drawn.of(card, passages(card, reader), its_rows))
    return [message.view() for message in writer.messages if message.boxes]


@dataclass(frozen=True)
class _Drawn:
    """A card in parts: what can stand alone, and the end, which stays with the buttons."""

    colour: int | None
    body: list[Passage]
    tail: list[Passage]
    rows: list[Row]

    @classmethod
    def of(cls, card: Card, those: list[Passage], rows: list[Row]) -> "_Drawn":
        end = max((number for number, one in enumerate(those, 1) if one.quoted), default=0)
        return cls(_colour(card), those[:end], those[end:], rows)

    @property
    def text(self) -> int:
        return sizes(self.body) + sizes(self.tail)

    @property
    def count(self) -> int:
        """Components within the box, with a line between body and tail."""
        return 1 + len(self.body) + len(self.tail) + _count(self.rows)


def _colour(card: Card) -> int | None:
    """Few colours: work, done, look here, danger; nothing that is settled has one."""
    if card.rows and all(button.style is Style.DANGER for button in card.rows[0]):
        return _RED
    if card.key == "task" and _gives_back(card):
        return _AMBER
    return None if card.key == "case" and not card.rows else _COLOURS.get(card.key)


def _gives_back(card: Card) -> bool:
    return any(isinstance(part, Quote) and part.label and part.label.id == "returned-text" for part in card.parts)


def _count(items: Iterable[Item]) -> int:
    return sum(item._total_count for item in items)


@dataclass
class _Message:
    """One message while it is put together: boxes with their colours, and what is used up."""

    boxes: list[tuple[int | None, list[Item]]] = field(default_factory=list)
    text: int = 0
    count: int = 0
    quoted: bool = False
    within: bool = False  # the box of the card that is being drawn

    def takes(self, text: int, count: int) -> bool:
        """Whether there is room for so much more."""
        return self.text + text <= TEXT and self.count + count + (not self.within) <= COMPONENTS

    def put(self, item: Item, colour: int | None) -> None:
        if not self.within:
            self.boxes.append((colour, []))
            self.count += 1
            self.within = True
        self.boxes[-1][1].append(item)
        self.count += item._total_count

    def view(self) -> View:
        view = View(timeout=None)
        for colour, items in self.boxes:
            view.add_item(discord.ui.Container(*items, accent_colour=colour))
        return view


class _Writer:
    """Puts cards on messages, one after the other."""

    def __init__(self) -> None:
        self.messages = [_Message()]
        self.colour: int | None = None

    def add(self, card: _Drawn) -> None:
        """A card goes whole on the message begun, else whole on a new one, else on several."""
        self.colour, self.message.within = card.colour, False
        fresh = self.message.text > _LITTLE or _Message().takes(card.text, card.count)
        if fresh and not self.message.takes(card.text, card.count):
            self._turn()
        for passage in card.body:
            self._say(passage)
        self._end(card)

    @property
    def message(self) -> _Message:
        return self.messages[-1]

    def _turn(self) -> None:
        self.messages.append(_Message())

    def _say(self, passage: Passage) -> None:
        if self.message.takes(passage.size, 1):
            self._show(passage.whole, passage)
            return
        begun = self.message.text <= _LITTLE and not self.message.quoted and self.message.takes(0, 1)
        if not begun:
            self._turn()
        for number, part in enumerate(passage.parts(TEXT - self.message.text)):
            if number:
                self._turn()
            self._show(part, passage)

    def _show(self, text: str, passage: Passage) -> None:
        self.message.put(discord.ui.TextDisplay(text), self.colour)
        self.message.text += utf16_units(text)
        self.message.quoted |= passage.quoted

    def _end(self, card: _Drawn) -> None:
        """What comes last stays together: the question and its buttons."""
        text, count = sizes(card.tail), 1 + len(card.tail) + _count(card.rows)
        if not self.message.takes(text, count) and _Message().takes(text, count):
            self._turn()
        if card.body and card.tail and self.message.within:
            self.message.put(discord.ui.Separator(), self.colour)
        for passage in card.tail:
            self._say(passage)
        for row in card.rows:
            if not self.message.takes(0, row._total_count):
                self._turn()
            self.message.put(row, self.colour)
