"""Collective tasks: one person asked, others join in, and each has a unit of the opening for themselves (D22)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from core.domain.errors import TaskDone, TaskExpired
from core.domain.task import Kind, SkipReason
from core.service import forest, handout, needs, retract
from core.service.grow import grow
from core.store.prepared import Prepared
from core.store.tables import task
from core.store.transaction import Transaction

FOR_EVER = timedelta(days=36500)  # collective tasks don't close by time

_MARK = update(task).where(task.c.id == bindparam("of_task")).values(collective=True, closes_at=bindparam("until"))
_JOINED = Prepared(
    select(task.c.id, task.c.state).where(
        task.c.person_id == bindparam("of_person"), task.c.joint_id == bindparam("of_task")
    )
)


def open_to_all(tx: Transaction, task_id: str) -> None:
    """Let others join in a task."""
    tx.execute(_MARK, {"of_task": task_id, "until": tx.now + FOR_EVER})


def join_in(tx: Transaction, person_id: str, row: Any) -> str:
    """The id of the task by which somebody takes part in another's: their own unit of the same opening.

    TaskDone where they took part before; TaskExpired where the need is met, or nothing is left for them.
    """
    if row.person_id == person_id:
        return str(row.id)
    joined = tx.execute(_JOINED, {"of_person": person_id, "of_task": row.id}).all()
    if held := [one.id for one in joined if one.state in ("held", "lapsed")]:
        return str(held[0])
    if joined:
        raise TaskDone()
    if row.state == "skipped":
        raise TaskExpired()
    kind, values = Kind(row.kind), {"shown": row.shown, "joint_id": row.id}
    if row.tree_id is None:
        _hold_prompt(tx, row.lang)
    else:
        _lease(tx, person_id, row, kind)
        values |= {"tree_id": row.tree_id, "message_id": row.message_id}
    return handout.write(tx, person_id, kind, row.lang, **values).id


def close(tx: Transaction, row: Any) -> None:
    """End a collective task: nobody joins in any more, and its own unit goes back."""
    if row.state in ("done", "skipped"):
        raise TaskDone()
    retract.skip(tx, row.person_id, row.id, SkipReason.NOT_NOW)


def _hold_prompt(tx: Transaction, lang: str) -> None:
    if needs.prompts_wanted(tx, lang) <= 0:
        raise TaskExpired()
    handout.hold_prompt(tx, lang, +1)


def _lease(tx: Transaction, person_id: str, row: Any, kind: Kind) -> None:
    stored = forest.lock(tx, row.tree_id)
    need = (row.message_id, kind)
    if stored is None or not handout.has_free(stored, need) or needs.taken(tx, person_id, row.tree_id, *need):
        raise TaskExpired()
    grow(tx, stored, forest.holding(stored.tree, *need, +1))
