"""A text before a person's eyes was removed: it goes from the screen, and what they wrote stays theirs."""

from collections.abc import Collection

from bots.dialogue import drafts
from bots.dialogue.steps import Idle, InHand
from bots.dialogue.turn import Turn
from core.domain.task import SkipReason, Task
from core.link.requests import Skip


def taken_away(turn: Turn, message_ids: Collection[str]) -> Turn:
    """Give back every task that shows one of these messages, and close whatever else may show them."""
    step = turn.step
    affected = [work for work in (step.work, *step.shelf) if work is not None and _shows(work.task, message_ids)]
    if step.aside is not None:
        turn = turn.but(aside=None)
    for work in affected:
        turn = _give_back(turn, work)
    if step.work in affected:
        turn = turn.but(scene=Idle())
    left = tuple(work for work in step.shelf if work not in affected)
    if not affected:
        return turn
    kept = turn.step.drafts != step.drafts
    turn = turn.but(shelf=left).note("removed-meanwhile")
    return turn.note("skipped-draft-kept") if kept else turn


def _give_back(turn: Turn, work: InHand) -> Turn:
    turn = drafts.keep_work(turn, work)
    return turn.ask(Skip(turn.person_id, work.task.id, SkipReason.NOT_NOW))


def _shows(task: Task, message_ids: Collection[str]) -> bool:
    return any(one.message_id in message_ids for one in (*task.thread, *task.replies))
