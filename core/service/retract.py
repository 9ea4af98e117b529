"""Second thoughts: skip a task, take an answer back, change a text; each only while nothing newer builds on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from core.domain.deed import What
from core.domain.errors import TaskDone, TaskMismatch, TooLateToEdit, TooLateToUndo
from core.domain.growth import Growth, needs, room
from core.domain.labels import complaints, flags
from core.domain.message import Message
from core.domain.policy import Policy
from core.domain.task import REPLY_KINDS, Family, Kind, Receipt, SkipReason, Task
from core.domain.text import clean_text
from core.domain.tree import State, Tree
from core.service import account, exhaustion, forest, handout, newsroom, reactions, revisions
from core.service import needs as supply
from core.service.contribute import author_bars, bar
from core.service.flags import is_flagged, mark
from core.service.grow import grow
from core.service.receipts import receipt
from core.store.prepared import Prepared
from core.store.tables import (
    SKIPPED,
    alias,
    ballot,
    flagged_message,
    message,
    opening,
    person,
    reaction,
    remark,
    review,
    revision,
    task,
    touch,
    tree,
)
from core.store.transaction import Transaction

_END_SKIPPED = Prepared(
    update(task)
    .where(task.c.id == bindparam("of_task"))
    .values(state="skipped", ended_at=bindparam("at"), reason=bindparam("why"))
)
_SKIPS = Prepared(
    select(func.count(task.c.person_id.distinct()))
    .select_from(task)
    .join(message, and_(message.c.tree_id == task.c.tree_id, message.c.id == task.c.message_id))
    .where(
        task.c.tree_id == bindparam("of_tree"),
        task.c.message_id == bindparam("of_message"),
        task.c.state == SKIPPED,
        or_(task.c.kind == Kind.PROMPTER_REPLY, task.c.kind == Kind.ASSISTANT_REPLY),
        or_(task.c.reason.is_(None), task.c.reason != SkipReason.NOT_NOW),
        or_(message.c.pardoned_at.is_(None), task.c.ended_at > message.c.pardoned_at),
    )
)
_MESSAGE_OF_TASK = Prepared(
    select(message.c.id).where(message.c.tree_id == bindparam("of_tree"), message.c.task_id == bindparam("of_task"))
)
_PROMPT_OF_TASK = Prepared(
    select(message.c.tree_id).where(
        message.c.author_id == bindparam("of_person"),
        message.c.task_id == bindparam("of_task"),
        message.c.parent_id.is_(None),
    )
)
_OTHER_BARS = Prepared(
    select(task.c.message_id, task.c.kind).where(
        task.c.person_id == bindparam("of_person"),
        task.c.tree_id == bindparam("of_tree"),
        task.c.id != bindparam("of_task"),
        or_(
            task.c.state == "done",
            and_(task.c.state == "skipped", or_(task.c.reason.is_(None), task.c.reason != SkipReason.NOT_NOW)),
        ),
    )
)
_UNBAR = Prepared(
    delete(touch).where(
        touch.c.tree_id == bindparam("of_tree"),
        touch.c.message_id == bindparam("of_message"),
        touch.c.person_id == bindparam("of_person"),
        touch.c.kind == bindparam("of_kind"),
    )
)
_TAKE_REVIEW = Prepared(
    delete(review)
    .where(
        review.c.tree_id == bindparam("of_tree"),
        review.c.message_id == bindparam("of_message"),
        review.c.person_id == bindparam("of_person"),
    )
    .returning(review.c.labels)
)
_MOVED_AT = Prepared(select(tree.c.moved_at).where(tree.c.id == bindparam("of_tree")))
_UNCOUNT = Prepared(
    update(person).where(person.c.id == bindparam("of_person")).values(contributions=person.c.contributions - 1)
)

_ABOUT_A_MESSAGE = (revision, reaction, remark, flagged_message, touch)


def skip(tx: Transaction, person_id: str, task_id: str, reason: SkipReason | None = None) -> None:
    """Give a task back unanswered; said again, it replaces the reason. Only `not_now` lets the item come back."""
    row = handout.find(tx, person_id, task_id)
    if row.state == "done":
        raise TaskDone()
    tx.execute(_END_SKIPPED, {"of_task": row.id, "at": row.ended_at or tx.now, "why": reason})
    if row.state != "skipped":
        tx.note(What.SKIPPED, row.kind, row.lang)
    if row.tree_id is None:
        handout.hold_prompt(tx, row.lang, -1 if row.state == "held" else 0)
        return
    stored = forest.lock(tx, row.tree_id)
    if stored is None or row.message_id not in stored.tree.by_id:
        return
    kind, changed = Kind(row.kind), stored.tree
    if row.state == "held":
        changed = forest.holding(changed, row.message_id, kind, -1)
    if reason is SkipReason.NOT_NOW:
        _free(tx, changed, row, [(row.message_id, kind)])
        if not supply.touched(tx, row.person_id, row.tree_id, row.message_id, kind):
            reactions.forget_skip(tx, row.person_id, row.tree_id, row.message_id, kind)
    else:
        bar(tx, row.tree_id, row.person_id, [(row.message_id, kind)])
        reactions.note_skip(tx, row.person_id, row.tree_id, row.message_id, kind)
    if kind in REPLY_KINDS:
        skips = count_skips(tx, row.tree_id, row.message_id)
        changed = forest.with_message(changed, id=row.message_id, skips=skips)
    grow(tx, stored, changed)


def say_why(tx: Transaction, task_id: str, said: str) -> None:
    """Keep why a task was skipped, in the person's own words."""
    tx.execute(update(task).where(task.c.id == task_id).values(reason_said=said))


def count_skips(tx: Transaction, tree_id: str, message_id: str) -> int:
    """How many people declined to answer a message for its own sake, since a moderator last spoke for it."""
    return int(tx.execute(_SKIPS, {"of_tree": tree_id, "of_message": message_id}).scalar_one())


def undo(tx: Transaction, person_id: str, task_id: str) -> Task:
    """Take an answer back; its task is in the person's hands again."""
    row = handout.find(tx, person_id, task_id)
    account.check_standing(row)
    if row.state != "done" or row.ended_at is None:
        raise TooLateToUndo()
    grown = _UNDO[Kind(row.kind).family](tx, row)
    tx.execute(_UNCOUNT, {"of_person": person_id})
    try:
        return handout.again(tx, row, grown)
    except TaskDone:
        raise TooLateToUndo() from None  # the need it met is no more


def edit(tx: Transaction, person_id: str, task_id: str, text: str) -> Receipt:
    """Replace the text of an answer until its first review; the old text is kept as a revision."""
    row = handout.find(tx, person_id, task_id)
    account.check_standing(row)
    if Kind(row.kind).family is not Family.WRITE or row.state != "done":
        raise TaskMismatch()
    stored, one = _written(tx, row, TooLateToEdit)
    if any(message_id == one.id for message_id, _ in stored.tree.held):
        raise TooLateToEdit()  # somebody has it before their eyes to review it
    _require_unbuilt(stored.tree, one, TooLateToEdit)
    text = clean_text(text, tx.policy.for_language(row.lang).max_text_length)
    revisions.keep(tx, stored.tree.id, one.id, person_id)
    where = (message.c.tree_id == stored.tree.id, message.c.id == one.id)
    tx.execute(update(message).where(*where).values(text=text, edited=True))
    return receipt(tx, row, stored.tree, stored.tree, one.id)


def _undo_text(tx: Transaction, row: Any) -> Growth | None:
    """Remove a text as though it had never been written, while nobody has reviewed or answered it; what is left of its
    tree."""
    if Kind(row.kind) is Kind.PROMPTER_REPLY and not _message_of(tx, row):
        return _undo_complete(tx, row)
    stored, one = _written(tx, row, TooLateToUndo)
    _require_unbuilt(stored.tree, one, TooLateToUndo)
    _free(tx, stored.tree, row, author_bars(one))
    for table in _ABOUT_A_MESSAGE:
        tx.execute(delete(table).where(table.c.tree_id == stored.tree.id, table.c.message_id == one.id))
    tx.execute(delete(alias).where(alias.c.subject_id == one.id))
    tx.execute(delete(message).where(message.c.tree_id == stored.tree.id, message.c.id == one.id))
    if one.parent_id is None:
        _uproot(tx, stored.tree)
        return None
    remaining = tuple(other for other in stored.tree.messages if other.id != one.id)
    held = {need: count for need, count in stored.tree.held.items() if need[0] != one.id}
    return grow(tx, stored, replace(stored.tree, messages=remaining, held=held))


def _undo_complete(tx: Transaction, row: Any) -> Growth:
    stored = _unmoved(tx, row)
    _free(tx, stored.tree, row, [(row.message_id, Kind(row.kind))])
    return grow(tx, stored, forest.with_message(stored.tree, id=row.message_id, complete=False))


def _undo_review(tx: Transaction, row: Any) -> Growth:
    stored = _unmoved(tx, row)
    one = stored.tree.by_id[row.message_id]
    if one.verdict is not None and (stored.tree.replies(one) or one.deleted):
        raise TooLateToUndo()
    key = {"of_tree": stored.tree.id, "of_message": one.id, "of_person": row.person_id}
    labels = tx.execute(_TAKE_REVIEW, key).scalar_one()
    if flags(labels):
        mark(tx, stored.tree.id, one.id, is_flagged(tx, stored.tree.id, one.id))
    _free(tx, stored.tree, row, [(one.id, Kind(row.kind))])
    back = {"reviews": one.reviews - 1, "complaints": one.complaints - complaints(labels), "verdict": None}
    changed = forest.with_message(stored.tree, id=one.id, **back)
    if _strands(changed, tx.policy.for_language(changed.lang)):
        raise TooLateToUndo()
    return grow(tx, stored, changed)


def _undo_ballot(tx: Transaction, row: Any) -> Growth:
    stored = _unmoved(tx, row)
    parent = stored.tree.by_id[row.message_id]
    tx.execute(
        delete(ballot).where(
            ballot.c.tree_id == stored.tree.id,
            ballot.c.message_id == parent.id,
            ballot.c.person_id == row.person_id,
        )
    )
    _free(tx, stored.tree, row, [(parent.id, Kind(row.kind))])
    return grow(tx, stored, forest.with_message(stored.tree, id=parent.id, ballots=parent.ballots - 1))


_UNDO: dict[Family, Callable[[Transaction, Any], Growth | None]] = {
    Family.WRITE: _undo_text,
    Family.REVIEW: _undo_review,
    Family.RANK: _undo_ballot,
}


def _unmoved(tx: Transaction, row: Any) -> Growth:
    """The tree of an answer given a moment ago, if it stands in the state in which it was given."""
    window = timedelta(seconds=tx.policy.for_language(row.lang).undo_seconds)
    stored = forest.lock(tx, row.tree_id)
    if row.moved_tree or stored is None or tx.now > row.ended_at + window:
        raise TooLateToUndo()
    if tx.execute(_MOVED_AT, {"of_tree": row.tree_id}).scalar_one() > row.ended_at:
        raise TooLateToUndo()
    return stored


def _written(tx: Transaction, row: Any, refusal: type[TooLateToUndo | TooLateToEdit]) -> tuple[Growth, Message]:
    """The tree and the message that a writing task brought forth."""
    tree_id = (
        row.tree_id or tx.execute(_PROMPT_OF_TASK, {"of_person": row.person_id, "of_task": row.id}).scalar_one_or_none()
    )
    stored = forest.lock(tx, tree_id) if tree_id else None
    message_id = _message_of(tx, row, tree_id)
    if stored is None or message_id is None:
        raise refusal()
    return stored, stored.tree.by_id[message_id]


def _message_of(tx: Transaction, row: Any, tree_id: str | None = None) -> str | None:
    found = tx.execute(_MESSAGE_OF_TASK, {"of_tree": tree_id or row.tree_id, "of_task": row.id})
    return found.scalar_one_or_none()


def _require_unbuilt(tree: Tree, one: Message, refusal: type[TooLateToUndo | TooLateToEdit]) -> None:
    """Nobody has reviewed or answered the message, and its tree still takes texts."""
    expected = State.INITIAL_PROMPT_REVIEW if one.parent_id is None else State.GROWING
    if one.reviews or one.deleted or one.verdict is not None or tree.replies(one) or tree.state is not expected:
        raise refusal()


def _uproot(tx: Transaction, grown: Tree) -> None:
    """Remove a tree of which nothing but a withdrawn prompt is left."""
    newsroom.removed(tx, grown.id, {grown.root.id})
    for table in (opening, touch):
        tx.execute(delete(table).where(table.c.tree_id == grown.id))
    tx.execute(delete(tree).where(tree.c.id == grown.id))
    forest.count_states(tx, grown.lang, left=grown.state)


def _strands(changed: Tree, policy: Policy) -> bool:
    """Whether somebody works on what the change would make unwanted: an answer to a message that stands no more, or in
    the place that a rejected one had left."""
    wanted = needs(changed, policy)
    replies = sum(count for (_, kind), count in changed.held.items() if kind in REPLY_KINDS)
    unwanted = any(count > wanted.get((id, Kind(kind)), 0) for (id, kind), count in changed.held.items())
    return unwanted or replies > room(changed)


def _free(tx: Transaction, tree: Tree, row: Any, bars: list[tuple[str, Kind]]) -> None:
    """Let a person be asked again, unless another task or text of theirs says no as well."""
    tasks = {(one.message_id, one.kind) for one in tx.execute(_OTHER_BARS, _others(row))}
    written = _message_of(tx, row, tree.id)
    texts = [one for one in tree.messages if one.author_id == row.person_id and one.id != written]
    kept = tasks.union(*map(author_bars, texts))
    for message_id, kind in bars:
        if (message_id, kind) not in kept:
            key = {"of_tree": tree.id, "of_message": message_id, "of_person": row.person_id, "of_kind": kind}
            tx.execute(_UNBAR, key)
    exhaustion.forget(tx, row.person_id)


def _others(row: Any) -> dict[str, str]:
    return {"of_person": row.person_id, "of_tree": row.tree_id, "of_task": row.id}
