"""What somebody leaves behind who is to act no more: prompts that wait to grow, tasks in hand, texts."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, not_, select, update

from core.domain.growth import delete, removed_with
from core.domain.task import Kind
from core.domain.tree import State
from core.service import account, exhaustion, forest, handout
from core.service.audit import note
from core.service.grow import grow
from core.store.prepared import Prepared
from core.store.tables import HELD, OPEN, language, message, person, task, tree
from core.store.transaction import Transaction

_GIVE_BACK = Prepared(
    update(task)
    .where(task.c.id == bindparam("of_task"), task.c.state == HELD)
    .values(state="lapsed", ended_at=bindparam("at"))
)
_TREES_OF = Prepared(
    select(message.c.tree_id)
    .where(message.c.author_id == bindparam("of_person"), message.c.deleted.is_(False))
    .distinct()
    .order_by(message.c.tree_id)
)


def gone_with_waiting_prompts(tx: Transaction) -> list[str]:
    """Authors who act no more, and of whom a prompt was accepted after they went."""
    waiting = exists().where(
        tree.c.lang.in_(select(language.c.lang)),
        tree.c.state == State.PROMPT_LOTTERY_WAITING,
        tree.c.author_id == person.c.id,
    )
    return list(tx.execute(select(person.c.id).where(not_(OPEN), waiting).order_by(person.c.id)).scalars())


def halt_waiting(tx: Transaction, author_id: str) -> None:
    """Halt the prompts of a person that wait to be drawn."""
    waiting = select(tree.c.id).where(
        tree.c.lang.in_(select(language.c.lang)),
        tree.c.state == State.PROMPT_LOTTERY_WAITING,
        tree.c.author_id == author_id,
    )
    for tree_id in tx.execute(waiting.order_by(tree.c.id)).scalars().all():
        stored = forest.lock_known(tx, tree_id)
        if stored.tree.state is State.PROMPT_LOTTERY_WAITING:
            grow(tx, stored, replace(stored.tree, state=State.HALTED_BY_MODERATOR))


def give_back(tx: Transaction, person_id: str, *only: ColumnElement[bool]) -> None:
    """Let others have what a person holds, or some of it."""
    columns = (task.c.id, task.c.tree_id, task.c.message_id, task.c.kind, task.c.lang)
    held = select(*columns).where(task.c.person_id == person_id, task.c.state == HELD, *only)
    for row in tx.execute(held.order_by(task.c.tree_id, task.c.id)).all():
        if tx.execute(_GIVE_BACK, {"of_task": row.id, "at": tx.now}).rowcount:
            _free(tx, row)
    exhaustion.forget(tx, person_id)


def remove_texts(tx: Transaction, by: str, person_id: str) -> int:
    """Delete all that a person wrote, and everything below it; how many messages went. Rights are the caller's."""
    account.get(tx, person_id)
    note(tx, by, "remove_texts", person_id)
    return sum(_remove(tx, tree_id, person_id) for tree_id in tx.execute(_TREES_OF, {"of_person": person_id}).scalars())


def _remove(tx: Transaction, tree_id: str, person_id: str) -> int:
    stored = forest.lock_known(tx, tree_id)
    theirs = [one for one in stored.tree.messages if one.author_id == person_id and not one.deleted]
    gone = set().union(*(removed_with(stored.tree, one) for one in theirs))
    grow(tx, stored, delete(stored.tree, gone))
    return sum(not stored.tree.by_id[message_id].deleted for message_id in gone)


def _free(tx: Transaction, row: Any) -> None:
    if row.tree_id is None:
        handout.hold_prompt(tx, row.lang, -1)
    elif stored := forest.lock(tx, row.tree_id):
        grow(tx, stored, forest.holding(stored.tree, row.message_id, Kind(row.kind), -1))
