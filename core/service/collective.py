"""Collective tasks: one person asked, others join in, and each has a unit of the opening for themselves (D22)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from core.domain.errors import TaskDone, TaskExpired
from core.domain.task import Kind, SkipReason
from core.service import contribute, forest, handout, needs, retract
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


def is_closed(row: Any) -> bool:
    """Whether a collective task was ended: its time is over from the beginning."""
    return bool(row.collective and row.closes_at <= row.created_at)


def join_in(tx: Transaction, person_id: str, row: Any) -> str:
    """The id of the task by which somebody takes part in another's: their own unit of the same opening.

    TaskDone where they took part before, TaskExpired where nobody else is needed, or why they are barred.
    """
    if joined := _joined(tx, person_id, row):
        if joined.state in handout.ENDED:
            raise TaskDone()
        return str(joined.id)
    if row.tree_id is None:
        _hold_prompt(tx, row.lang)
    else:
        _lease(tx, person_id, row)
    return _write(tx, person_id, row, state="held")


def stand_aside(tx: Transaction, person_id: str, row: Any) -> str:
    """The id of the task by which somebody takes no part in another's, to be skipped."""
    joined = _joined(tx, person_id, row)
    return str(joined.id) if joined else _write(tx, person_id, row, state="skipped")


def close(tx: Transaction, row: Any) -> None:
    """End a collective task: nobody joins in any more, and its own unit goes back."""
    if is_closed(row):
        raise TaskDone()
    tx.execute(_MARK, {"of_task": row.id, "until": row.created_at})
    if row.state not in handout.ENDED:
        retract.skip(tx, row.person_id, row.id, SkipReason.NOT_NOW)


def _joined(tx: Transaction, person_id: str, row: Any) -> Any:
    """The part that somebody has, or had, in a task."""
    return tx.execute(_JOINED, {"of_person": person_id, "of_task": row.id}).first()


def _write(tx: Transaction, person_id: str, row: Any, *, state: str) -> str:
    values = {"shown": row.shown, "joint_id": row.id, "tree_id": row.tree_id, "message_id": row.message_id}
    return handout.write(tx, person_id, Kind(row.kind), row.lang, state=state, **values).id


def _hold_prompt(tx: Transaction, lang: str) -> None:
    if not handout.has_room_for_prompt(tx, lang):
        raise TaskExpired()
    handout.hold_prompt(tx, lang, +1)


def _lease(tx: Transaction, person_id: str, row: Any) -> None:
    stored, need = contribute.open_to(tx, person_id, row), (row.message_id, Kind(row.kind))
    if not handout.has_free(stored, need) or needs.taken(tx, person_id, row.tree_id, *need):
        raise TaskExpired()
    grow(tx, stored, forest.holding(stored.tree, *need, +1))
