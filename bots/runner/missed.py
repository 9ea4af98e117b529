"""Cards that could not be brought to somebody: they come with what is shown next."""

from dataclasses import dataclass, replace
from typing import TypeGuard

from bots.dialogue.cards import Card, Line, Quote

_BESIDE = frozenset({"news", "note", "receipt", "reminder", "returned", "skipped"})  # said once, whatever comes next
_RECEIPTS = frozenset({"receipt", "receipt-of"})  # lines
_NO_PAGE = _BESIDE - {"receipt"}  # what ends in one of these has nothing to go on from


@dataclass(frozen=True)
class Missed:
    """What was not shown; empty it is false."""

    cards: tuple[Card, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cards)

    def before(self, new: tuple[Card, ...]) -> tuple[Card, ...]:
        """All that is to be shown now: the newest of a key wins, and of what one could act on the newest page."""
        keys = {card.key for card in new}
        led_on = bool(new) and new[-1].key not in _NO_PAGE
        kept = (card for card in self.cards if card.key not in keys and (card.key in _BESIDE or not led_on))
        unseen = {card.key: card for card in self.cards}
        return (*kept, *(instead(unseen.get(card.key), card) for card in new))


def instead(unseen: Card | None, card: Card) -> Card:
    """A card in the place of one that nobody has seen: what that says of receipts stands above it."""
    if unseen is None:
        return card
    told = {part.arguments.get("number") for part in card.parts if isinstance(part, Line)}
    lost = [part for part in unseen.parts if _is_receipt(part) and part.arguments.get("number") not in told]
    return replace(card, parts=(*lost, *card.parts)) if lost else card


def _is_receipt(part: Line | Quote) -> TypeGuard[Line]:
    return isinstance(part, Line) and part.id in _RECEIPTS
