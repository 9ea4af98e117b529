"""What people report and moderators do; rights are checked here, at the moment of action."""

from dataclasses import replace

from sqlalchemy import ColumnElement, bindparam, insert, select, update

from core.domain.errors import MessageUnknown, TextTooLong, TreeClosed
from core.domain.growth import Growth, delete, removed_with
from core.domain.labels import REPORT_SET, check_labels
from core.domain.message import Message
from core.domain.text import refuse_broken
from core.domain.tree import State, Tree
from core.service import account, forest
from core.service.flags import RED_FLAG, count_red_flags, mark
from core.service.grow import grow
from core.store.prepared import Prepared
from core.store.tables import audit, language, message, person, reaction, remark, tree
from core.store.transaction import Transaction
from core.store.upsert import insert_missing, upsert

_PLACE = Prepared(select(message.c.tree_id).where(message.c.id == bindparam("of_message")))


def report(
    tx: Transaction, person_id: str, message_id: str, reason: str = "", labels: dict[str, float] | None = None
) -> None:
    """Raise one red flag of a person's on a message; a second report replaces labels and reason, and adds no flag."""
    account.active(tx, person_id)
    check_labels(labels or {}, REPORT_SET, required=())
    _check_reason(reason, tx.policy.max_text_length)
    stored, one = _locked(tx, message_id)
    key = {"tree_id": stored.tree.id, "message_id": one.id, "person_id": person_id, "created_at": tx.now}
    upsert(tx.connection, remark, key | {"labels": labels or {}, "text": reason})
    insert_missing(tx.connection, reaction, [key | {"emoji": RED_FLAG}])
    mark(tx, stored.tree.id, one.id, True)
    grow(tx, stored, forest.with_message(stored.tree, id=one.id, red_flags=count_red_flags(tx, stored.tree.id, one.id)))


def remove(tx: Transaction, person_id: str, message_id: str) -> None:
    """Delete a message and everything below it; the tree is looked at again (D5)."""
    account.moderator(tx, person_id)
    stored, one = _locked(tx, message_id)
    _note(tx, person_id, "remove", one.id)
    grow(tx, stored, delete(stored.tree, removed_with(stored.tree, one)))


def restore(tx: Transaction, person_id: str, message_id: str) -> None:
    """Undelete a message and everything above it, and close the red flags it had, so that they don't delete it
    again (D19)."""
    account.moderator(tx, person_id)
    stored, one = _locked(tx, message_id)
    back = {one.id, *(above.id for above in stored.tree.ancestors(one))}
    _note(tx, person_id, "restore", one.id)
    tx.execute(
        update(message)
        .where(message.c.tree_id == stored.tree.id, message.c.id.in_(back))
        .values(pardoned_at=tx.now, flagged=False)
    )
    messages = tuple(
        replace(m, deleted=False, red_flags=0, skips=0) if m.id in back else m for m in stored.tree.messages
    )
    grow(tx, stored, replace(stored.tree, messages=messages))


def halt(tx: Transaction, person_id: str, tree_id: str) -> None:
    """Stop a tree, whatever its state."""
    account.moderator(tx, person_id)
    stored = _tree(tx, tree_id)
    _note(tx, person_id, "halt", tree_id)
    grow(tx, stored, replace(stored.tree, state=State.HALTED_BY_MODERATOR))


def resume(tx: Transaction, person_id: str, tree_id: str) -> None:
    """Let a stopped tree go on from where its facts put it; a rejected prompt is accepted by decree (D6)."""
    account.moderator(tx, person_id)
    stored = _tree(tx, tree_id)
    if stored.tree.state not in (State.HALTED_BY_MODERATOR, State.ABORTED_LOW_GRADE) or stored.tree.root.deleted:
        raise TreeClosed()
    _note(tx, person_id, "resume", tree_id)
    changed = forest.with_message(stored.tree, id=stored.tree.root.id, red_flags=0, skips=0)
    tx.execute(update(message).where(*_is(changed, changed.root)).values(pardoned_at=tx.now, flagged=False))
    if changed.root.verdict is False:
        tx.execute(update(message).where(*_is(changed, changed.root)).values(decreed=True))
        changed = forest.with_message(changed, id=changed.root.id, verdict=True)
    drawn_at = tx.execute(select(tree.c.drawn_at).where(tree.c.id == tree_id)).scalar_one()
    grow(tx, stored, replace(changed, state=State.GROWING if drawn_at else State.INITIAL_PROMPT_REVIEW))


def set_enabled(tx: Transaction, person_id: str, subject_id: str, enabled: bool) -> None:
    """Close or reopen an account; a closed one's waiting prompts are halted at once."""
    account.moderator(tx, person_id)
    account.get(tx, subject_id)
    _note(tx, person_id, "enable" if enabled else "disable", subject_id)
    if not enabled:
        _halt_waiting(tx, subject_id)
    tx.execute(update(person).where(person.c.id == subject_id).values(enabled=enabled))


def _check_reason(reason: str, limit: int) -> None:
    refuse_broken(reason)
    if len(reason) > limit:
        raise TextTooLong(length=len(reason), limit=limit)


def _halt_waiting(tx: Transaction, author_id: str) -> None:
    waiting = select(tree.c.id).where(
        tree.c.lang.in_(select(language.c.lang)),
        tree.c.state == State.PROMPT_LOTTERY_WAITING,
        tree.c.author_id == author_id,
    )
    for tree_id in tx.execute(waiting).scalars().all():
        stored = _tree(tx, tree_id)
        if stored.tree.state is State.PROMPT_LOTTERY_WAITING:
            grow(tx, stored, replace(stored.tree, state=State.HALTED_BY_MODERATOR))


def _locked(tx: Transaction, message_id: str) -> tuple[Growth, Message]:
    row = tx.execute(_PLACE, {"of_message": message_id}).one_or_none()
    stored = forest.lock(tx, row.tree_id) if row else None
    if stored is None or message_id not in stored.tree.by_id:
        raise MessageUnknown()
    return stored, stored.tree.by_id[message_id]


def _tree(tx: Transaction, tree_id: str) -> Growth:
    stored = forest.lock(tx, tree_id)
    if stored is None:
        raise MessageUnknown()
    return stored


def _is(grown: Tree, one: Message) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return message.c.tree_id == grown.id, message.c.id == one.id


def _note(tx: Transaction, person_id: str, action: str, subject: str) -> None:
    row = {"id": tx.new_id(), "person_id": person_id, "action": action, "subject": subject, "created_at": tx.now}
    tx.execute(insert(audit), row)
