"""The dialogue as everybody has it, overheard: a simulated person knows where their own step stands."""

from collections.abc import Callable

from bots.dialogue import dialogue
from bots.dialogue.cards import Card
from bots.dialogue.events import Event
from bots.dialogue.move import Context, Move
from bots.dialogue.steps import Step

Listener = Callable[[str, Step], None]  # (external id, the step after an event)


class Overheard:
    """A Dialogue for the Runner; it adds nothing and changes nothing."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def step(self, step: Step, event: Event, context: Context) -> Move:
        """See dialogue.step."""
        move = dialogue.step(step, event, context)
        self._listener(context.external_id, move.step)
        return move

    def draw(self, step: Step, context: Context) -> tuple[Card, ...]:
        """See dialogue.draw."""
        return dialogue.draw(step, context)
