"""What one person sees in their terminal now, and what they can choose there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.dialogue.events import Pressed

BESIDE = "news"  # cards of this key come beside the work, and never take its numbers

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
    """The cards that are still good, the one in front first.

    The card in front is numbered from 1; those that came with it or since go on from there. Older ones have scrolled
    away: their choices keep their names, but no numbers.
    """

    def __init__(self) -> None:
        self._near: list[Shown] = []
        self._far: list[Shown] = []

    @property
    def front(self) -> Card | None:
        """The card that the person is working on."""
        return self._near[0].card if self._near else None

    @property
    def numbered(self) -> dict[int, Choice]:
        """What each number stands for."""
        return {choice.number: choice for shown in self._near for choice in shown.choices}

    def show(self, cards: Sequence[Card], word: Word) -> list[Shown]:
        """Put cards on the screen, and say how each is numbered."""
        keys = {card.key for card in cards}
        near, far = ([old for old in group if old.card.key not in keys] for group in (self._near, self._far))
        work = next((card for card in reversed(cards) if card.key != BESIDE), None)
        if work:
            near, far = [], near + far
        ordered = [work, *(card for card in cards if card is not work)] if work else list(cards)
        self._near, self._far = _number([*(old.card for old in near), *ordered], word), far
        return [shown for card in cards for shown in self._near if shown.card is card]

    def named(self, typed: str) -> list[Choice]:
        """The choices that a typed name can mean, on the nearest card that has any; a whole name means only its own."""
        wanted = typed.strip().casefold()
        for shown in [*self._near, *self._far]:
            found = [choice for choice in shown.choices if wanted and choice.name.startswith(wanted)]
            if found:
                return [choice for choice in found if choice.name == wanted] or found
        return []


def _number(cards: Sequence[Card], word: Word) -> list[Shown]:
    found: list[Shown] = []
    first = 1
    for card in cards:
        found.append(Shown(card, tuple(_choices(card, first, word))))
        first += len(found[-1].choices)
    return found


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
