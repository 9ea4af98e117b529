"""How long a task is held: renewed while the person writes and after an outage, with a reminder before the end."""

from dataclasses import replace
from datetime import datetime, timedelta

from bots.dialogue import drafts
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.events import Rang, Recovered
from bots.dialogue.shown import title
from bots.dialogue.steps import Idle, InHand, Pending, Step, Writing, is_ahead
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain import errors
from core.domain.task import Task
from core.link.requests import Renew

_EARLIEST = timedelta(hours=1)
_LATEST = timedelta(minutes=2)
_ANEW = "anew:"  # before the task's id, where nobody but the outage asked for it to be renewed
_GONE = frozenset(
    f"refusal-{kind.slug}" for kind in (errors.TaskDone, errors.TaskUnknown, errors.TaskNotYours, errors.TreeClosed)
)


def ring_at(step: Step) -> datetime | None:
    """When to remind of the task in hand: a sixth of its time before the end, once."""
    if step.held is None or step.rung == step.held.task.id:
        return None
    due, taken = step.held.task.due_at, step.held.taken_at
    return due - min(_EARLIEST, max(_LATEST, (due - taken) / 6))


def rang(turn: Turn, event: Rang) -> Turn:
    """The reminder is due, if the task is still in hand."""
    held = turn.step.held
    return turn if held is None or held.task.id != event.about else turn.but(rung=event.about)


def card(step: Step, now: datetime) -> Card | None:
    """The task ends soon: still on it? Nothing while that is being seen to."""
    held = step.held
    if held is None or step.rung != held.task.id or _renewing(step, held):
        return None
    minutes = round((held.task.due_at - now) / timedelta(minutes=1))
    line = Line("reminder", {"minutes": minutes}) if minutes > 0 else Line("reminder-over")
    still = button("still", held.task.id[:8], style=Style.MAIN)
    return Card("reminder", (title(held.task), line), ((still,),))


def renew_while_writing(turn: Turn, work: Writing) -> Turn:
    """Somebody who writes keeps the task."""
    left, whole = work.task.due_at - turn.context.now, work.task.due_at - work.taken_at
    return _renew(turn, work) if left < whole / 2 and not work.ahead else turn


def recovered(turn: Turn, event: Recovered) -> Turn:
    """After an outage all that was in hand before its end is held anew."""
    for work in _all_held(turn.step):
        if work.taken_at < event.at:
            turn = _renew(turn, work, _ANEW)
    return turn


def _all_held(step: Step) -> list[InHand]:
    return [work for work in (step.work, *step.shelf) if work is not None and not is_ahead(work)]


def _renewing(step: Step, work: InHand) -> bool:
    about = (one.about.removeprefix(_ANEW) for one in step.pending if one.request == Renew.__name__)
    return work.task.id in about


def _renew(turn: Turn, work: InHand, why: str = "") -> Turn:
    if _renewing(turn.step, work):
        return turn
    return turn.ask(Renew(turn.person_id, work.task.id), about=f"{why}{work.task.id}")


def _still(turn: Turn, argument: str) -> Turn:
    held = turn.step.held
    return turn if held is None else _renew(turn, held).note("renewing")


def _renewed(turn: Turn, pending: Pending, task: Task) -> Turn:
    held, shelf = turn.step.held, tuple(_anew(turn, work, task) for work in turn.step.shelf)
    if held is None or held.task.id != task.id:
        return turn.but(shelf=shelf)
    return turn.but(scene=_anew(turn, held, task), rung=None)


def _anew(turn: Turn, work: InHand, task: Task) -> InHand:
    if work.task.id != task.id or is_ahead(work):
        return work
    return replace(work, task=replace(work.task, due_at=task.due_at), taken_at=turn.context.now)


def _not_renewed(turn: Turn, pending: Pending, reason: Line) -> Turn:
    if not pending.about.startswith(_ANEW):
        return turn.note_line(reason).note("renew-refused")
    id = pending.about.removeprefix(_ANEW)
    gone = next((work for work in _all_held(turn.step) if work.task.id == id), None)
    if gone is None:
        return turn
    return _let_go(turn, gone) if reason.id in _GONE else turn.note_line(reason)


def _let_go(turn: Turn, gone: InHand) -> Turn:
    """Others have done it while the store was away; what was written for it stays a draft."""
    left = tuple(work for work in turn.step.shelf if work is not gone)
    scene = Idle() if turn.step.work is gone else turn.step.scene
    kept = drafts.keep_work(turn, gone)
    told = kept.but(shelf=left, scene=scene).note("lease-gone")
    return told if kept is turn else told.note("draft-kept")


PRESSES: dict[str, Press] = {"still": _still}
ANSWERS: dict[str, Answer] = {"Renew": _renewed}
REFUSALS: dict[str, Refuse] = {"Renew": _not_renewed}
