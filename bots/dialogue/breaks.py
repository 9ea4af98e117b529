"""A community's break: a moderator lets nothing new be handed out there, and ends it again."""

from dataclasses import replace

from bots.dialogue import rights
from bots.dialogue.asides import Pausing
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.steps import Pending
from bots.dialogue.turn import Answer, Refuse, Turn
from core.link.requests import Pause

PAUSED = {"pause": True, "unpause": False}  # what each act makes of the community


def begin(turn: Turn, act: str) -> Turn:
    """Say first what it would mean."""
    community = turn.context.community
    if community is None:
        return turn.note("mod-no-community")
    if community.paused is PAUSED[act]:
        return turn.note(f"mod-already-{act}")
    return turn.but(aside=Pausing(community.id, community.name, PAUSED[act]))


def card(aside: Pausing) -> Card:
    """What it means, and for whom."""
    act = _act(aside)
    concerned = (Line("mod-community", {"name": aside.name}),) if aside.name else ()
    confirm = button("mod_confirm", act, id=f"button-mod-{act}", style=Style.DANGER)
    return Card("aside", (Line(f"mod-{act}"), *concerned), ((confirm, button("back", style=Style.QUIET)),))


def _act(aside: Pausing) -> str:
    return next(act for act, paused in PAUSED.items() if paused is aside.paused)


def confirm(turn: Turn, aside: Pausing) -> Turn:
    """The store writes down who did it; then the community is told."""
    name = f"{turn.context.platform}:{aside.community}"
    return turn.ask(Pause(turn.person_id, name, aside.paused), about=f"{_act(aside)} {aside.community}").but(aside=None)


def _done(turn: Turn, pending: Pending, answer: None) -> Turn:
    """A move changes the community that the person is in, and no other."""
    act, _, id = pending.about.partition(" ")
    community = turn.context.community
    if community is None or community.id != id:
        return turn.note("mod-elsewhere")
    return replace(turn, paused=PAUSED[act]).note(f"mod-done-{act}")


def _not_done(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return rights.refused(turn, reason)


ANSWERS: dict[str, Answer] = {"Pause": _done}
REFUSALS: dict[str, Refuse] = {"Pause": _not_done}
