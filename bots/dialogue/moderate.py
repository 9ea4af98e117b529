"""What moderators do, each act behind a card that says what it will bring about."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bots.dialogue.asides import Moderating, Tree
from bots.dialogue.buttons import button
from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.dialogue.report import messages_in_view, which
from bots.dialogue.shown import named_or_quoted, quote
from bots.dialogue.steps import Pending, Step
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.message import Role
from core.domain.task import Utterance
from core.link.requests import Halt, Remove, Request, Restore, Resume

_ON_MESSAGE: dict[str, Callable[[str, str], Request[Any]]] = {"remove": Remove, "restore": Restore}
_ON_TREE: dict[str, Callable[[str, str], Request[Any]]] = {"halt": Halt, "resume": Resume}


def begin(turn: Turn, argument: str) -> Turn:
    """`/mod`: on what is in view; or `/mod remove ID` on anything."""
    if turn.step.person is None or not turn.step.person.moderator:
        return turn.note("refusal-not-a-moderator")
    act, _, id = argument.strip().partition(" ")
    if act in _ON_MESSAGE and id:
        return turn.but(aside=Moderating((Utterance(id.strip(), Role.PROMPTER, ""),), chosen=0, act=act))
    if act in _ON_TREE and id:
        return turn.but(aside=Moderating((), tree_id=id.strip(), act=act))
    choices = messages_in_view(turn.step)
    if not choices:
        return turn.note("mod-of-what")
    return turn.but(aside=Moderating(choices, _tree_in_view(turn.step), 0 if len(choices) == 1 else None))


def _tree_in_view(step: Step) -> str | None:
    if isinstance(step.aside, Tree):
        return step.aside.view.id
    return step.work.task.tree_id if step.work else None


def card(aside: Moderating) -> Card:
    """What can be done, or what is about to be done."""
    parts: list[Line | Quote] = [Line("mod")] if aside.act is None else [Line(f"mod-{aside.act}")]
    if aside.chosen is not None:
        parts.append(named_or_quoted(aside.choices[aside.chosen]))
    elif aside.act is None:
        parts += [quote(choice, Line("number", {"number": at})) for at, choice in enumerate(aside.choices, 1)]
    if aside.act is None and aside.chosen is None:
        parts.append(Line("mod-which"))
    return Card("aside", tuple(parts), (*_choices(aside), (button("back", style=Style.QUIET),)))


def _choices(aside: Moderating) -> tuple[tuple[Button, ...], ...]:
    if aside.act is not None:
        return ((button("mod_confirm", aside.act, id=f"button-mod-{aside.act}", style=Style.DANGER),),)
    acts = [] if aside.chosen is None else list(_ON_MESSAGE)
    acts += list(_ON_TREE) if aside.tree_id else []
    return (*which(aside.choices, aside.chosen), tuple(button("mod", act, id=f"button-mod-{act}") for act in acts))


def pick(turn: Turn, argument: str) -> Turn:
    """This message is meant."""
    return turn.but(aside=replace(_moderating(turn), chosen=int(argument)))


def _moderating(turn: Turn) -> Moderating:
    assert isinstance(turn.step.aside, Moderating)
    return turn.step.aside


def _choose(turn: Turn, act: str) -> Turn:
    aside = _moderating(turn)
    return turn.but(aside=replace(aside, act=act, chosen=aside.chosen if act in _ON_MESSAGE else None))


def _confirm(turn: Turn, act: str) -> Turn:
    aside = _moderating(turn)
    if act in _ON_MESSAGE:
        assert aside.chosen is not None
        request = _ON_MESSAGE[act](turn.person_id, aside.choices[aside.chosen].message_id)
    else:
        assert aside.tree_id is not None
        request = _ON_TREE[act](turn.person_id, aside.tree_id)
    return turn.ask(request, about=act).but(aside=None)


def _done(turn: Turn, pending: Pending, answer: None) -> Turn:
    return turn.note(f"mod-done-{pending.about}")


def _not_done(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return turn.note_line(reason)


PRESSES: dict[str, Press] = {"mod": _choose, "mod_confirm": _confirm}
ANSWERS: dict[str, Answer] = dict.fromkeys(("Remove", "Restore", "Halt", "Resume"), _done)
REFUSALS: dict[str, Refuse] = dict.fromkeys(ANSWERS, _not_done)
