"""What was printed lately: paper can't be edited, so a card that is drawn again says only what is new on it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bots.dialogue.cards import Card, Line, Quote

_GROWING = ("news", "note")  # keys of cards that say more and more until the person acts


class Told:
    """The parts of each card as it was printed last."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[Line | Quote, ...]] = {}

    def begin(self) -> None:
        """The person acts, and has read what was beside the work."""
        for key in _GROWING:
            self._parts.pop(key, None)

    def note(self, card: Card) -> None:
        """A card is printed."""
        self._parts[card.key] = card.parts

    def knows(self, card: Card) -> bool:
        """Whether everything on a card was printed when it was drawn last."""
        told = self._parts.get(card.key)
        return told is not None and not list(_beyond(card.parts, told))

    def untold(self, card: Card) -> Card:
        """The card without what stands on the paper already."""
        told = self._parts.get(card.key, ())
        if card.key in _GROWING:
            return replace(card, parts=tuple(_beyond(card.parts, told)))
        if card.key == "receipt":
            numbers = {_number(part) for part in told}
            return replace(card, parts=tuple(one for one in card.parts if not _repeats(one, numbers)))
        return card


def _beyond(parts: Iterable[Line | Quote], told: Iterable[Line | Quote]) -> Iterator[Line | Quote]:
    """The parts that were not told, each as often as it is there more often than it was told."""
    left = list(told)
    for part in parts:
        if part in left:
            left.remove(part)
        else:
            yield part


def _repeats(part: Line | Quote, numbers: set[object]) -> bool:
    """Whether this is the short line of a receipt that was told in full."""
    return isinstance(part, Line) and part.id == "receipt-of" and _number(part) in numbers


def _number(part: Line | Quote) -> object:
    return part.arguments.get("number") if isinstance(part, Line) else None
