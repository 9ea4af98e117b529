"""What a private page says: it takes the place of all that was said before, so it says everything that still holds."""

from collections.abc import Sequence

from bots.dialogue.cards import Card
from bots.runner.missed import instead

_ASIDE = "aside"  # a look at something else: what the task offers beside it comes back with the task
_OFFERS = frozenset({"skipped", "receipt"})
BESIDE = frozenset({"news", "note", "reminder", "skipped", "receipt"})  # cards that can come without one to act on


def whole(shown: Sequence[Card], standing: Sequence[Card]) -> list[Card]:
    """The cards of a page on which `shown` come; `standing` are those of the person's step, the main one last."""
    if not standing:
        return [*shown]
    *beside, main = standing
    newest = {card.key: card for card in shown}
    last = shown[-1]
    if last.key in BESIDE and last.key != main.key:
        last = instead(newest.get(main.key), main)
    newest.pop(last.key, None)
    kept = [card for card in beside if card.key != last.key and (last.key != _ASIDE or card.key not in _OFFERS)]
    page = [newest.pop(card.key, card) for card in kept]
    to_act_on = [last] if last is not main or last.buttons else []  # what only says that something comes is left out
    return [*newest.values(), *page, *to_act_on]
