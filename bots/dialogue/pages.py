"""Pages of our own texts, and the choice of a kind of task."""

from bots.dialogue.asides import ChoosingKind, Page
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.move import Context, Terms
from bots.dialogue.turn import Press, Turn
from core.domain.task import Kind


def guidelines_card() -> Card:
    """What makes a good contribution."""
    ids = ("guidelines", "guidelines-write", "guidelines-review", "guidelines-rank", "guidelines-never")
    return _page(*(Line(id) for id in ids))


def privacy_card(context: Context) -> Card:
    """What is kept, for what, and whom to ask."""
    return _page(Line("privacy"), Line("privacy-kept"), Line("privacy-released"), _contact(context.terms))


def _contact(terms: Terms) -> Line:
    if terms.trial:
        return Line("welcome-trial")
    return Line("welcome-contact", {"contact": terms.contact, "privacy": terms.privacy_url})


def _page(*lines: Line) -> Card:
    return Card("aside", lines, ((button("back", style=Style.QUIET),),))


def kinds_card() -> Card:
    """All kinds of task, to choose from."""
    kinds = [button("take", f"{kind}:", id=f"kind-{kind}") for kind in Kind]
    return Card("aside", (Line("kinds"),), (*rows(kinds, 2), (button("work", id="button-any"), button("back"))))


def show(name: str) -> Press:
    """The press or command that opens a page."""
    return lambda turn, argument: turn.but(aside=Page(name))


def _kinds(turn: Turn, argument: str) -> Turn:
    return turn.but(aside=ChoosingKind())


def back(turn: Turn, argument: str = "") -> Turn:
    """Back to where the person was."""
    return turn.but(aside=None)


PRESSES: dict[str, Press] = {"kinds": _kinds, "back": back}
