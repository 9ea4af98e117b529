"""Reporting a message: which one, and why."""

from dataclasses import replace

from bots.dialogue import looking
from bots.dialogue.asides import Reporting, Tree
from bots.dialogue.buttons import button, rows, ticked
from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.dialogue.shown import named_or_quoted
from bots.dialogue.steps import Pending, Step
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.labels import LABELS, REPORT_SET, Widget
from core.domain.message import Role
from core.domain.task import Utterance
from core.link.requests import Report, ShowThread

_OTHER = "other"
_SPAM = "spam"
_FLAGS = tuple(name for name in REPORT_SET if LABELS[name].widget is Widget.FLAG)


def messages_in_view(step: Step) -> tuple[Utterance, ...]:
    """The messages that are on the person's screen: a tree they look at, else the task in hand."""
    if isinstance(step.aside, Tree):
        nodes = step.aside.view.messages
        return tuple(Utterance(node.message_id, Role(node.role), node.text, node.flagged) for node in nodes)
    return (*step.work.task.thread, *step.work.task.replies) if step.work else ()


def begin(turn: Turn, argument: str) -> Turn:
    """`/report`, with the id of a message or for one in view, and a reason in one's own words if one likes."""
    message_id, reason = looking.named(argument)
    if message_id:
        return looking.look(turn, ShowThread(turn.person_id, message_id), about=argument.strip())
    if isinstance(turn.step.aside, Reporting):
        return turn.but(aside=replace(turn.step.aside, reason=reason or turn.step.aside.reason))
    choices = messages_in_view(turn.step)
    if not choices:
        return turn.note("report-of-what")
    task = turn.step.work.task if turn.step.work else None
    chosen = max(0, len(task.thread) - 1) if task and not isinstance(turn.step.aside, Tree) else 0
    return turn.but(aside=Reporting(choices, chosen, reason))


def card(aside: Reporting) -> Card:
    """The message, and the reasons there may be."""
    parts: list[Line | Quote] = [Line("report"), named_or_quoted(aside.choices[aside.chosen])]
    parts.append(Quote(aside.reason, label=Line("report-words")) if aside.reason else Line("report-how"))
    if len(aside.choices) > 1:
        parts.append(Line("report-which"))
    reasons = [button("report", _SPAM, id="button-spam")]  # its label is a question
    reasons += [button("report", name, id=f"label-{name}") for name in _FLAGS]
    reasons.append(button("report", _OTHER, id="reason-other"))
    back = (button("back", style=Style.QUIET),)
    return Card("aside", tuple(parts), (*which(aside.choices, aside.chosen), *rows(reasons, 2), back))


def which(choices: tuple[Utterance, ...], chosen: int | None) -> tuple[tuple[Button, ...], ...]:
    """A button for each message in view."""
    if len(choices) < 2:
        return ()
    numbers = range(len(choices))
    return rows([ticked("pick", str(at), Line("number", {"number": at + 1}), at == chosen) for at in numbers], 5)


def _pick(turn: Turn, argument: str) -> Turn:
    """Another message is meant."""
    aside = turn.step.aside
    assert isinstance(aside, Reporting)
    return turn.but(aside=replace(aside, chosen=int(argument)))


def _report(turn: Turn, argument: str) -> Turn:
    aside = turn.step.aside
    assert isinstance(aside, Reporting)
    labels = {} if argument == _OTHER else {argument: 1.0}
    message_id = aside.choices[aside.chosen].message_id
    return turn.ask(Report(turn.person_id, message_id, aside.reason, labels)).but(aside=None)


def _came(turn: Turn, pending: Pending, thread: tuple[Utterance, ...]) -> Turn:
    """The thread that ends with the message that was named."""
    _, reason = looking.named(pending.about)
    return turn.but(aside=Reporting(thread, len(thread) - 1, reason)) if looking.awaited(turn, pending) else turn


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: the message can be reported by its id alone."""
    message_id, reason = looking.named(pending.about)
    if message_id is None or not looking.awaited(turn, pending):
        return turn
    return turn.but(aside=Reporting((Utterance(message_id, Role.PROMPTER, ""),), 0, reason))


def _thanks(turn: Turn, pending: Pending, answer: None) -> Turn:
    return turn.note("report-thanks")


def _not_taken(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return turn.note_line(reason)


PRESSES: dict[str, Press] = {"report": _report, "pick": _pick}
ANSWERS: dict[str, Answer] = {"Report": _thanks, "ShowThread": _came}
REFUSALS: dict[str, Refuse] = {"Report": _not_taken, "ShowThread": looking.did_not_come}
