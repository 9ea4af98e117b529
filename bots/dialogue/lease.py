"""How long a task is held: renewed while the person writes, with a reminder before the end."""

from dataclasses import replace
from datetime import datetime, timedelta

from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.events import Rang
from bots.dialogue.shown import title
from bots.dialogue.steps import Pending, Step, Work
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.task import Task
from core.link.requests import Renew

_EARLIEST = timedelta(hours=1)
_LATEST = timedelta(minutes=2)


def ring_at(step: Step) -> datetime | None:
    """When to remind of the task in hand: a sixth of its time before the end, once."""
    if step.work is None or step.rung == step.work.task.id:
        return None
    due, taken = step.work.task.due_at, step.work.taken_at
    return due - min(_EARLIEST, max(_LATEST, (due - taken) / 6))


def rang(turn: Turn, event: Rang) -> Turn:
    """The reminder is due, if the task is still in hand."""
    work = turn.step.work
    return turn if work is None or work.task.id != event.about else turn.but(rung=event.about)


def card(step: Step, now: datetime) -> Card | None:
    """The task ends soon: still on it?"""
    if step.work is None or step.rung != step.work.task.id:
        return None
    minutes = round((step.work.task.due_at - now) / timedelta(minutes=1))
    line = Line("reminder", {"minutes": minutes}) if minutes > 0 else Line("reminder-over")
    still = button("still", step.work.task.id[:8], style=Style.MAIN)
    return Card("reminder", (title(step.work.task), line), ((still,),))


def renew_while_writing(turn: Turn, work: Work) -> Turn:
    """Somebody who writes keeps the task."""
    left, whole = work.task.due_at - turn.context.now, work.task.due_at - work.taken_at
    return _renew(turn, work) if left < whole / 2 else turn


def _renew(turn: Turn, work: Work) -> Turn:
    if any(pending.request == "Renew" and pending.about == work.task.id for pending in turn.step.pending):
        return turn
    return turn.ask(Renew(turn.person_id, work.task.id), about=work.task.id)


def _still(turn: Turn, argument: str) -> Turn:
    work = turn.step.work
    return turn if work is None else _renew(turn, work).note("renewing")


def _renewed(turn: Turn, pending: Pending, task: Task) -> Turn:
    work = turn.step.work
    if work is None or work.task.id != task.id:
        return turn
    held = replace(work.task, due_at=task.due_at)
    return turn.but(scene=replace(work, task=held, taken_at=turn.context.now), rung=None)


def _not_renewed(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return turn.note_line(reason).note("renew-refused")


PRESSES: dict[str, Press] = {"still": _still}
ANSWERS: dict[str, Answer] = {"Renew": _renewed}
REFUSALS: dict[str, Refuse] = {"Renew": _not_renewed}
