"""Cards that could not be brought to somebody: they come with what is shown next."""

from dataclasses import dataclass

from bots.dialogue.cards import Card

_BESIDE = frozenset({"news", "note", "receipt", "reminder", "returned", "skipped"})  # said once, whatever comes next
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
        return (*kept, *new)
