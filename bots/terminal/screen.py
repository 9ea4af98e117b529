"""What one person sees in their terminal now, and what they can choose there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.dialogue.events import Pressed

BESIDE = frozenset({"news", "note", "reminder", "skipped"})  # keys of cards that come beside the work

Word = Callable[[Line], str]
"""How a line reads in this person's locale."""


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen by its number or its name: a button, or a hidden text to be shown."""

    number: int
    label: str
    effect: Pressed | Quote
    style: Style = Style.PLAIN

    @property
    def name(self) -> str:
        """The label as a person would type it: without case, and without an emoji before the words."""
        return re.sub(r"^\W+", "", self.label).casefold() or self.label


@dataclass(frozen=True)
class Shown:
    """A card with its choices, numbered."""

    card: Card
    choices: tuple[Choice, ...] = ()


class Screen:
    """The cards that are still good.

    The work stands in front, numbered from 1. What comes with it or beside it is numbered from there on, and keeps
    those numbers until the work takes them. A card of earlier work has scrolled away: its choices have only their
    whole names.
    """

    def __init__(self) -> None:
        self._front: Shown | None = None
        self._beside: list[Shown] = []  # oldest first
        self._past: list[Shown] = []

    @property
    def front(self) -> Card | None:
        """The card that the person is working on."""
        return self._front.card if self._front else None

    @property
    def numbered(self) -> dict[int, Choice]:
        """What each number stands for."""
        shown = [*self._beside, self._front] if self._front else self._beside
        return {choice.number: choice for one in shown for choice in one.choices}

    def show(self, cards: Sequence[Card], word: Word) -> list[Shown]:
        """Put cards on the screen, and say how each is numbered."""
        self._take_down({card.key for card in cards})
        work = next((card for card in reversed(cards) if card.key not in BESIDE), None)
        if work:
            self._begin(work, word)
        for card in cards:
            if card is not work:
                first = max(self.numbered, default=0) + 1
                self._beside.append(Shown(card, tuple(_choices(card, first, word))))
        return [one for card in cards for one in self._near if one.card is card]

    def named(self, typed: str) -> list[Choice]:
        """The choices that a typed name can mean, on the nearest card that has any; a whole name means only its own.

        What has scrolled away is meant by whole names alone: a letter must not decide what nobody looks at.
        """
        wanted = typed.strip().casefold()
        for shown in self._near:
            found = [choice for choice in shown.choices if wanted and choice.name.startswith(wanted)]
            if found:
                return [choice for choice in found if choice.name == wanted] or found
        for shown in reversed(self._past):
            if found := [choice for choice in shown.choices if choice.name == wanted]:
                return found
        return []

    @property
    def _near(self) -> list[Shown]:
        return [*([self._front] if self._front else ()), *reversed(self._beside)]

    def _take_down(self, keys: set[str]) -> None:
        """Cards of these keys are about to be shown anew."""
        self._beside = [one for one in self._beside if one.card.key not in keys]
        self._past = [one for one in self._past if one.card.key not in keys]
        if self._front and self._front.card.key in keys:
            self._front = None

    def _begin(self, work: Card, word: Word) -> None:
        """Other work comes to the front; what came with the work before goes with it."""
        gone = [one for one in self._near if one.card.key not in BESIDE]
        self._past += reversed(gone)
        self._beside = [one for one in self._beside if one not in gone]
        self._front = Shown(work, tuple(_choices(work, 1, word)))


def _choices(card: Card, first: int, word: Word) -> list[Choice]:
    """The buttons in reading order, then what is hidden. What only opens a form is left out: here one simply types."""
    buttons = [button for button in card.buttons if not button.form_only]
    hidden = [part for part in card.parts if isinstance(part, Quote) and part.flagged]
    pressed = [
        Choice(number, word(one.label), _press(one, card), one.style) for number, one in enumerate(buttons, first)
    ]
    return pressed + [
        Choice(number, word(Line("terminal-show")), quote, Style.QUIET)
        for number, quote in enumerate(hidden, first + len(buttons))
    ]


def _press(button: Button, card: Card) -> Pressed:
    return Pressed(button.action, button.argument, card.version)
