"""Cards as messages: all in one where they fit, in as many as it takes where they don't; nothing is cut off."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from telegram import InlineKeyboardMarkup

from bots.dialogue.cards import Button, Card, Line, Style
from bots.telegram.drawing import keyboard
from bots.telegram.drawing.escape import escaped, tags
from bots.telegram.drawing.keyboard import Row, Shown
from bots.telegram.drawing.limits import ENTITIES, TEXT
from bots.telegram.drawing.passage import GAP, Passage, passages, size
from bots.telegram.drawing.reader import Reader

_LITTLE = TEXT // 3  # a message that says no more than this is filled up before the next is begun
_FEW_TAGS = ENTITIES // 4  # as many as leave room for a long text's
_RULE = "— — —"  # between two cards


@dataclass(frozen=True)
class Drawn:
    """One message, to be sent as HTML without link previews; one with `force_reply` has no buttons."""

    html: str
    rows: tuple[tuple[Shown, ...], ...] = ()
    force_reply: bool = False

    @property
    def buttons(self) -> tuple[Shown, ...]:
        """All buttons in reading order."""
        return tuple(shown for row in self.rows for shown in row)

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons for the library."""
        return InlineKeyboardMarkup([[shown.key for shown in row] for row in self.rows]) if self.rows else None


def draw(
    cards: Sequence[Card], reader: Reader, extras: Sequence[Button] = (), *, in_group: bool = False
) -> list[Drawn]:
    """One or more messages, in order; the buttons of all cards stand below the last, those to act on first.

    `extras` are buttons of the front end's own, behind those of the last card. In a group, where a bot hears nothing
    but replies, a text that is awaited is asked for in a message of its own, which comes last and forces a reply.
    """
    reader = replace(reader, in_group=in_group)
    writer = _Writer()
    for card in cards:
        writer.add(passages(card, reader))
    texts = [message.html for message in writer.messages if message.parts]
    rows: list[Row] = keyboard.rows(cards, reader, extras) if texts else []
    drawn = [Drawn(html) for html in texts]
    if rows:
        drawn[-1] = replace(drawn[-1], rows=tuple(map(tuple, rows)))
    return [*drawn, _prompt(reader)] if in_group and drawn and _asks_for_text(cards[-1]) else drawn


def _asks_for_text(card: Card) -> bool:
    """Whether a text is what comes next: not where one stands there already, to be sent or not."""
    main = any(button.style is Style.MAIN and not button.form_only for button in card.buttons)
    return card.awaits_text and not main


def _prompt(reader: Reader) -> Drawn:
    return Drawn(escaped(reader.word(Line("telegram-answer-this"))), force_reply=True)


@dataclass
class _Message:
    """One message while it is put together, and what is used up."""

    parts: list[str] = field(default_factory=list)
    units: int = 0
    tags: int = 0
    quoted: bool = False

    @property
    def html(self) -> str:
        return GAP.join(self.parts)

    def takes(self, units: int, its_tags: int) -> bool:
        """Whether there is room for so much more, after a gap."""
        return self.room >= units and self.tags + its_tags <= ENTITIES

    @property
    def room(self) -> int:
        return TEXT - self.units - (len(GAP) if self.parts else 0)

    def put(self, html: str, quoted: bool) -> None:
        self.units = TEXT - self.room + size(html)
        self.tags += tags(html)
        self.parts.append(html)
        self.quoted |= quoted


class _Writer:
    """Puts passages on messages, one after the other."""

    def __init__(self) -> None:
        self.messages = [_Message()]

    @property
    def message(self) -> _Message:
        return self.messages[-1]

    def add(self, its_passages: Sequence[Passage]) -> None:
        """A card goes whole on the message begun, else whole on a new one, else on several."""
        units, its_tags = _together(its_passages)
        rule = len(GAP) + len(_RULE) if self.message.parts else 0
        fresh = self.message.units > _LITTLE or _Message().takes(units, its_tags)
        if fresh and not self.message.takes(units + rule, its_tags):
            self._turn()
        elif self.message.parts and its_passages:
            self.message.put(_RULE, False)
        end = max((number for number, one in enumerate(its_passages, 1) if one.is_quoted), default=0)
        for passage in its_passages[:end]:
            self._say(passage)
        self._end(its_passages[end:])

    def _turn(self) -> None:
        self.messages.append(_Message())

    def _say(self, passage: Passage) -> None:
        if self.message.takes(passage.size, passage.tags):
            self.message.put(passage.whole, passage.is_quoted)
            return
        begun = self.message.units <= _LITTLE and not self.message.quoted
        if not begun or self.message.tags > _FEW_TAGS:
            self._turn()
        for number, part in enumerate(passage.parts(self.message.room)):
            if number:
                self._turn()
            self.message.put(part, passage.is_quoted)

    def _end(self, tail: Sequence[Passage]) -> None:
        """What comes last stays together: the question above its buttons."""
        if not self.message.takes(*_together(tail)) and _Message().takes(*_together(tail)):
            self._turn()
        for passage in tail:
            self._say(passage)


def _together(its_passages: Sequence[Passage]) -> tuple[int, int]:
    units = sum(one.size for one in its_passages) + len(GAP) * max(0, len(its_passages) - 1)
    return units, sum(one.tags for one in its_passages)
