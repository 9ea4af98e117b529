"""Looking at what only the store knows: it is shown when it comes, unless something else is being looked at by then."""

from bots.dialogue.asides import Looking
from bots.dialogue.cards import Line
from bots.dialogue.steps import Pending, Seeking
from bots.dialogue.turn import Turn
from core.domain.ids import is_id
from core.link.requests import Request


def look(turn: Turn, request: Request[object], about: str = "") -> Turn:
    """Ask for something to be looked at."""
    key = turn.next_key
    return turn.ask(request, about=about).but(aside=Looking(key))


def awaited(turn: Turn, pending: Pending) -> bool:
    """Whether the person still waits for this answer."""
    return isinstance(turn.step.aside, Looking) and turn.step.aside.key == pending.key


def did_not_come(turn: Turn, pending: Pending, reason: Line) -> Turn:
    """There is nothing to be looked at, and this is why."""
    return (turn.but(aside=None) if awaited(turn, pending) else turn).note_line(reason)


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: there is nothing to look at now."""
    if not awaited(turn, pending):
        return turn
    turn, scene = turn.but(aside=None), turn.step.scene
    return turn if isinstance(scene, Seeking) and scene.kept else turn.note("store-away")


def named(argument: str) -> tuple[str | None, str]:
    """The id of a message with which a line begins, if it does, and the rest of the line."""
    first, _, rest = argument.strip().partition(" ")
    return (first.lower(), rest.strip()) if is_id(first.lower()) else (None, argument.strip())
