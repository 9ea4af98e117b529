"""What each button, answer and refusal does: the tables of all flows together."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from bots.dialogue import (
    ahead,
    breaks,
    cases,
    drafts,
    edits,
    languages,
    lease,
    looking,
    mine,
    moderate,
    pages,
    practice,
    rank,
    report,
    review,
    rights,
    stop,
    submit,
    welcome,
    work,
    write,
)
from bots.dialogue.asides import ChoosingLanguages
from bots.dialogue.cards import Line
from bots.dialogue.steps import Pending, Ranking, Reviewing, Writing
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.task import Shortage, Task


def _tick(turn: Turn, argument: str) -> Turn:
    """A language, among those to work in or on the welcome card."""
    choosing = isinstance(turn.step.aside, ChoosingLanguages)
    return languages.tick(turn, argument) if choosing else welcome.tick(turn, argument)


def _more(turn: Turn, argument: str) -> Turn:
    """The long explanation of the task in hand."""
    scene = turn.step.scene
    assert isinstance(scene, Writing | Reviewing | Ranking)
    return turn.to(replace(scene, more=True))


_PRESSING = (
    ahead,
    cases,
    drafts,
    languages,
    lease,
    mine,
    moderate,
    pages,
    practice,
    rank,
    report,
    review,
    stop,
    submit,
    welcome,
    work,
    write,
)
_ASKING = (breaks, cases, edits, languages, lease, mine, report, rights, stop, submit, welcome, work)

PRESSES: dict[str, Press] = dict(chain.from_iterable(flow.PRESSES.items() for flow in _PRESSING))
PRESSES |= {"tick": _tick, "more": _more}
ANSWERS: dict[str, Answer] = dict(chain.from_iterable(flow.ANSWERS.items() for flow in _ASKING))
ANSWERS |= write.ANSWERS
REFUSALS: dict[str, Refuse] = dict(chain.from_iterable(flow.REFUSALS.items() for flow in _ASKING))


def _taken(turn: Turn, pending: Pending, answer: Task | Shortage) -> Turn:
    """A task, for a prompt that is written already or for whoever wants one."""
    take = ahead.taken if pending.about == ahead.ABOUT else work.ANSWERS["Take"]
    return take(turn, pending, answer)


def _no_task(turn: Turn, pending: Pending, reason: Line) -> Turn:
    refuse = ahead.refused if pending.about == ahead.ABOUT else work.REFUSALS["Take"]
    return refuse(turn, pending, reason)


ANSWERS["Take"] = _taken
REFUSALS["Take"] = _no_task


def _quietly(turn: Turn, pending: Pending) -> Turn:
    return turn


def _task_later(turn: Turn, pending: Pending) -> Turn:
    return ahead.kept(turn, pending) if pending.about == ahead.ABOUT else work.kept(turn, pending)


def _kept(turn: Turn, pending: Pending) -> Turn:
    return turn.note("kept-request")


KEPT: dict[str, Callable[[Turn, Pending], Turn]] = {
    "Join": welcome.kept,
    "Take": _task_later,
    "Forget": stop.kept,
    "ShowThread": report.kept,
    **dict.fromkeys(("Mine", "Queue", "ShowCase", "ShowTree"), looking.kept),
    **dict.fromkeys(submit.SUBMISSIONS, submit.kept),
    **dict.fromkeys(("Agree", "Appoint", "Renew", "Skip", "SimilarPrompt"), _quietly),
    **dict.fromkeys(("CallMe", "Edit", "Report", "SetLanguages", "Undo"), _kept),
    **dict.fromkeys(("Halt", "Pause", "Remove", "Restore", "Resume", "SetEnabled", "Settle"), _kept),
}
