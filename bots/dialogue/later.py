"""Commands that came too early: before the store had said who the person is, or before they had agreed."""

from dataclasses import replace
from datetime import timedelta

from bots.dialogue import wishes
from bots.dialogue.events import Commanded
from bots.dialogue.steps import Then
from bots.dialogue.turn import Press, Turn

_HOLDS_FOR = timedelta(minutes=15)  # after that, neither the wish nor what the platform said may be true any more


def remember(turn: Turn, event: Commanded) -> Turn:
    """Keep a command; a wish for work is noted at once, so that the terms can be shown in its language."""
    context = turn.context
    turn = turn.but(then=Then(event.name, event.argument, context.now, context.moderator))
    wish = wishes.read(event.argument) if event.name == "work" and event.argument.strip() else None
    return turn if wish is None else turn.but(wish=wish)


def do(turn: Turn, then: Then, run: Press) -> Turn:
    """Do what was kept, as if it were said now; what is too old is let go."""
    turn = turn.but(then=None)
    if turn.context.now - then.at > _HOLDS_FOR:
        return turn
    return run(replace(turn, context=replace(turn.context, moderator=then.moderator)), then.argument)
