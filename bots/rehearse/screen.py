"""What one simulated person sees, and what can be pressed there."""

from collections.abc import Sequence

from bots.dialogue.cards import Button, Card
from bots.dialogue.events import Pressed


class NotOnScreen(Exception):
    """Somebody looked for a button that no card carries: the dialogue has led them astray."""


class Screen:
    """The latest card of each key, the newest last."""

    def __init__(self) -> None:
        self._cards: dict[str, Card] = {}

    def show(self, cards: Sequence[Card]) -> None:
        """Put cards on the screen."""
        for card in cards:
            self._cards.pop(card.key, None)
            self._cards[card.key] = card

    @property
    def actions(self) -> set[str]:
        """Everything that can be pressed."""
        return {button.action for card in self._cards.values() for button in card.buttons}

    def choices(self, action: str) -> list[str]:
        """The arguments with which an action can be pressed, as the newest card that has it offers them."""
        found = self._offers(action, None)
        return [button.argument for button in found[0].buttons if button.action == action] if found else []

    def press(self, action: str, argument: str | None = None) -> Pressed:
        """A press of the newest button for an action; without an argument, of the first there is. NotOnScreen."""
        for card in self._offers(action, argument):
            for button in card.buttons:
                if _is(button, action, argument):
                    return Pressed(button.action, button.argument, card.version)
        raise NotOnScreen(f"{action} {argument or ''}: {[card.key for card in self._cards.values()]}")

    def _offers(self, action: str, argument: str | None) -> list[Card]:
        newest_first = reversed(self._cards.values())
        return [card for card in newest_first if any(_is(button, action, argument) for button in card.buttons)]


def _is(button: Button, action: str, argument: str | None) -> bool:
    return button.action == action and argument in (None, button.argument)
