"""The buttons below a page: in rows that a phone shows whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

import structlog
from telegram import InlineKeyboardButton
from telegram.constants import KeyboardButtonStyle
from wcwidth import wcswidth

from bots.dialogue.cards import Button, Card, Line, Style
from bots.telegram.drawing.limits import BUTTONS, COLUMNS, ROW
from bots.telegram.drawing.reader import Reader

_TICKED = "button-ticked"
_SKIPPED = "skipped"  # a card whose buttons could be taken for those of the task below it
_STYLES = {Style.MAIN: KeyboardButtonStyle.PRIMARY, Style.DANGER: KeyboardButtonStyle.DANGER}

T = TypeVar("T")
log = structlog.get_logger()


@dataclass(frozen=True)
class Shown:
    """A button as it stands below a message."""

    label: str
    token: str
    action: str
    style: str | None = None

    @property
    def key(self) -> InlineKeyboardButton:
        """The same for the library."""
        return InlineKeyboardButton(self.label, callback_data=self.token, style=self.style)


Row = list[Shown]


def rows(cards: Sequence[Card], reader: Reader, extras: Sequence[Button] = ()) -> list[Row]:
    """What can be done on a page: first on its last card, the one to act on, then on those above it.

    What two cards offer is offered once. Buttons that do nothing but open a form are left out: here one types.
    """
    if not cards:
        return []
    main = cards[-1]
    taken: set[str] = set()
    found = [*_of_card(replace(main, rows=(*_with_one_main(main), tuple(extras))), reader, taken)]
    for card in cards[:-1]:
        found += _of_card(_told_apart(card), reader, taken)
    return _bounded(found)


def in_rows(buttons: Sequence[T], most: int, label: Callable[[T], str]) -> list[list[T]]:
    """As few rows of at most so many as a phone shows without cutting labels off, and about as long as each other."""
    fewest = len(_filled(buttons, most, label))
    for number in range(1, most):
        if len(filled := _filled(buttons, number, label)) == fewest:
            return filled
    return _filled(buttons, most, label)


def _filled(buttons: Sequence[T], most: int, label: Callable[[T], str]) -> list[list[T]]:
    found: list[list[T]] = []
    for button in buttons:
        if found and len(found[-1]) < most and _fit([*map(label, found[-1]), label(button)]):
            found[-1].append(button)
        else:
            found.append([button])
    return found


def _fit(labels: Sequence[str]) -> bool:
    return max(map(columns, labels)) <= COLUMNS[len(labels) - 1]


def columns(label: str) -> int:
    """How wide a label is, in letters; signs of the east take two."""
    width = wcswidth(label)
    return len(label) if width < 0 else width


def _with_one_main(card: Card) -> tuple[tuple[Button, ...], ...]:
    """The rows with one button that stands out, so that the way on is seen at a glance."""
    shown = [button for button in card.buttons if not button.form_only]
    main = next((button for button in shown if button.style is Style.MAIN), None)
    return tuple(tuple(button if button is main else _plainer(button) for button in row) for row in card.rows)


def _plainer(button: Button) -> Button:
    return replace(button, style=Style.PLAIN) if button.style is Style.MAIN else button


def _told_apart(card: Card) -> Card:
    """A card above the one to act on: none of its buttons stands out, and none is taken for one of another card's."""
    return replace(card, rows=tuple(tuple(_apart(_plainer(button), card) for button in row) for row in card.rows))


def _apart(button: Button, card: Card) -> Button:
    if card.key != _SKIPPED:
        return button
    return replace(button, label=Line("telegram-skipped-because", lines={"reason": button.label}))


def _of_card(card: Card, reader: Reader, taken: set[str]) -> Iterator[Row]:
    for run in _runs(card):
        signed = [shown for button in run.buttons if (shown := _shown(button, card.version, reader, taken))]
        yield from in_rows(signed, run.most, lambda shown: shown.label)


@dataclass(frozen=True)
class _Run:
    """Buttons of one row, or of several that do the same; in a row at most so many."""

    buttons: tuple[Button, ...]
    most: int


def _runs(card: Card) -> Iterator[_Run]:
    parts = [tuple(button for button in row if not button.form_only) for row in card.rows]
    numbered = enumerate(part for part in parts if part)
    for _, run in groupby(numbered, lambda one: _action(one[1]) or one[0]):
        its_rows = [row for _, row in run]
        yield _Run(tuple(button for row in its_rows for button in row), min(ROW, max(map(len, its_rows))))


def _action(row: Sequence[Button]) -> str:
    """What the buttons of a row do, where each does the same."""
    actions = {button.action for button in row}
    return actions.pop() if len(actions) == 1 else ""


def _shown(button: Button, version: int, reader: Reader, taken: set[str]) -> Shown | None:
    try:
        token = reader.token(button.action, version, button.argument)
    except ValueError:  # a language whose tag is too long for a button can still be named in a command
        log.warning("button_left_out", action=button.action)
        return None
    if token in taken:
        return None
    taken.add(token)
    style = KeyboardButtonStyle.SUCCESS if button.label.id == _TICKED else _STYLES.get(button.style)
    return Shown(reader.label(button.label), token, button.action, style)


def _bounded(found: list[Row]) -> list[Row]:
    """So many as Telegram takes; no card of ours has more."""
    bounded, room = list[Row](), BUTTONS
    for row in found:
        bounded.append(row[:room])
        room -= len(bounded[-1])
    if left_out := sum(map(len, found)) - sum(map(len, bounded)):
        log.warning("buttons_left_out", count=left_out)
    return [row for row in bounded if row]
