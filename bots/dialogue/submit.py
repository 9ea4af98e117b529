"""From an answer to its receipt, and back: filing, the receipt, undoing, and what a refusal gives back."""

from dataclasses import replace

from bots.dialogue import ahead, returned, work
from bots.dialogue.buttons import button
from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.move import Context
from bots.dialogue.steps import (
    Answerable,
    Done,
    Filed,
    Filing,
    Idle,
    InHand,
    Pending,
    Returned,
    Step,
    Writing,
)
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain import errors
from core.domain.task import Receipt, SkipReason, Task
from core.link.requests import Request, Skip, Undo

SUBMISSIONS = ("SubmitText", "SubmitComplete", "SubmitReview", "SubmitBallot")
# What the person can put right; after any other refusal the task is over.
_MENDABLE = frozenset(
    f"refusal-{kind.slug}"
    for kind in (
        errors.TextEmpty,
        errors.TextTooLong,
        errors.TextBroken,
        errors.TextRepeated,
        errors.LabelInvalid,
        errors.LabelMissing,
        errors.BallotInvalid,
        errors.StoreAway,
    )
)
_UNDONE_LATER = "refusal-too-late-to-undo"


def send(turn: Turn, request: Request[Receipt], answered: Answerable) -> Turn:
    """File an answer."""
    key = turn.next_key
    turn = turn.ask(request, work=answered).but(skipped=None)
    return turn.practised(answered.task.kind.family).to(Filing(key))


def filing_card(step: Step, scene: Filing) -> Card:
    """An answer on its way, below what was stored meanwhile; while the store is away the person can go on."""
    if scene.kept:
        return Card("receipt", (*_beside(step.receipts), Line("kept")), (_onwards(),))
    return Card("receipt", (*_beside(step.receipts), Line("filing")))


def receipt_card(step: Step, context: Context) -> Card | None:
    """What was stored and what it did, below what was stored beside it; it offers the next step until that is taken.

    While a later answer is kept, that stands there instead.
    """
    done = isinstance(step.scene, Done)
    if step.away and step.unfiled and not done:
        return Card("receipt", (*_beside(step.receipts), Line("kept")))
    if step.filed is None:
        return None
    receipt = step.filed.receipt
    back = _take_back(step.filed, context)
    counts = {"count": receipt.count or 0, "wanted": receipt.wanted or 0, "size": receipt.tree_size or 0}
    effects = [Line(f"effect-{effect}", dict(counts)) for effect in receipt.effects]
    others = tuple(one for one in step.receipts if one.number != receipt.number)
    parts = (*_beside(others), Line("receipt", {"number": receipt.number}), *effects)
    if done:
        return Card("receipt", parts, (_onwards(), (back,)) if back else (_onwards(),))
    return Card("receipt", parts, ((back,),) if back else ()) if back or step.receipts else None


def _beside(receipts: tuple[Receipt, ...]) -> list[Line]:
    return [Line("receipt-of", {"number": one.number}, lines={"kind": work.kind_line(one.kind)}) for one in receipts]


def returned_card(scene: Returned) -> Card:
    """Why an answer could not be stored, and its text."""
    return Card("task", returned.parts(scene), (_onwards(),))


def _onwards() -> tuple[Button, ...]:
    return (button("next", style=Style.MAIN), button("last"))


def _take_back(filed: Filed, context: Context) -> Button | None:
    receipt = filed.receipt
    if filed.final:
        return None
    if receipt.undo_until is not None and context.now <= receipt.undo_until:
        return button("undo", receipt.number, style=Style.QUIET)
    if isinstance(filed.work, Writing) and filed.work.pieces:
        return button("undo", receipt.number, id="button-withdraw", style=Style.QUIET)
    return None


def _answered(turn: Turn, pending: Pending, receipt: Receipt) -> Turn:
    return ahead.filed(_filed(turn, pending, receipt), pending)


def _not_taken(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return ahead.filed(_refused(turn, pending, reason), pending)


def _filed(turn: Turn, pending: Pending, receipt: Receipt) -> Turn:
    assert pending.work is not None
    sent = tuple(
        replace(text, number=receipt.number) if text.task_id == receipt.task_id else text for text in turn.step.sent
    )
    turn = turn.but(filed=Filed(receipt, pending.work), sent=sent)
    return turn.but(scene=Done()) if _waits_for(turn, pending) else turn.but(receipts=(*turn.step.receipts, receipt))


def _refused(turn: Turn, pending: Pending, reason: Line) -> Turn:
    answered = pending.work
    assert answered is not None
    turn = turn.but(sent=tuple(text for text in turn.step.sent if text.task_id != answered.task.id))
    waited = _waits_for(turn, pending)
    if reason.id in _MENDABLE:
        turn = turn.note_line(reason)
        return turn.but(scene=answered) if waited else turn.but(shelf=(*turn.step.shelf, answered))
    turn = turn.ask(Skip(turn.person_id, answered.task.id, SkipReason.NOT_NOW))
    return returned.give_back(turn, answered, reason, waited)


def _waits_for(turn: Turn, pending: Pending) -> bool:
    return isinstance(turn.step.scene, Filing) and turn.step.scene.key in (pending.key, pending.about)


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: the answer is safe with us and will be filed."""
    scene = turn.step.scene
    if isinstance(scene, Filing) and _waits_for(turn, pending):
        return turn.but(scene=replace(scene, kept=True))
    return turn


def undo(turn: Turn, number: str) -> Turn:
    """Take the answer of a receipt back."""
    filed = turn.step.filed
    if any(pending.request == "Undo" for pending in turn.step.pending):
        return turn
    if filed is not None and filed.receipt.number == number:
        return turn.ask(Undo(turn.person_id, filed.receipt.task_id), work=filed.work, about=number)
    for text in turn.step.sent:
        if text.number == number:
            return turn.ask(Undo(turn.person_id, text.task_id), about=number)
    return turn.note(_UNDONE_LATER)


def undo_last(turn: Turn, argument: str = "") -> Turn:
    """Take the last answer back; one that is still on its way is not passed over for the one before it."""
    if turn.step.unfiled:
        return turn.note("undo-later")
    if turn.step.filed is None:
        return turn.note("nothing-to-undo")
    return undo(turn, turn.step.filed.receipt.number)


def _undone(turn: Turn, pending: Pending, task: Task) -> Turn:
    text = next((text for text in turn.step.sent if text.task_id == task.id), None)
    again = _again(turn, pending.work or Writing(task, turn.context.now, text.pieces if text else ()), task)
    filed = turn.step.filed
    if filed is not None and filed.receipt.number == pending.about:
        filed = None
    sent = tuple(other for other in turn.step.sent if other is not text)
    return work.take_up(turn.but(filed=filed, sent=sent), again).note("undone")


def _again(turn: Turn, answered: Answerable, task: Task) -> InHand:
    """The answer as it was, on its task as it is now; a task that shows other replies starts afresh."""
    if task.kind is not answered.task.kind or task.replies != answered.task.replies:
        return work.opened(turn, task)
    return replace(answered, task=task, taken_at=turn.context.now)


def _stays(turn: Turn, pending: Pending, reason: Line) -> Turn:
    filed = turn.step.filed
    if filed is not None and filed.receipt.number == pending.about and reason.id == _UNDONE_LATER:
        turn = turn.but(filed=replace(filed, final=True))
    return turn.note_line(reason)


def _last(turn: Turn, argument: str) -> Turn:
    return turn.to(Idle(parted=True))


PRESSES: dict[str, Press] = {"next": lambda turn, argument: work.proceed(turn), "last": _last, "undo": undo}
ANSWERS: dict[str, Answer] = {**dict.fromkeys(SUBMISSIONS, _answered), "Undo": _undone}
REFUSALS: dict[str, Refuse] = {**dict.fromkeys(SUBMISSIONS, _not_taken), "Undo": _stays}
