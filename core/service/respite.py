"""Deadlines wait for the store: while it is away nobody's time runs out."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from core.domain.task import Kind
from core.store.prepared import Prepared
from core.store.tables import HELD, task
from core.store.transaction import Transaction

SILENCE = timedelta(minutes=2)  # without a sign of life, until it counts as an outage

_GIVEN_BEFORE = Prepared(
    select(task.c.id, task.c.kind, task.c.lang, task.c.due_at, task.c.closes_at)
    .where(task.c.state == HELD, task.c.created_at <= bindparam("since"))
    .order_by(task.c.id)
    .with_for_update()
)
_MOVE = Prepared(
    update(task).where(task.c.id == bindparam("of_task")).values(due_at=bindparam("due"), closes_at=bindparam("closes"))
)


def grant(tx: Transaction, since: datetime) -> int:
    """Move the deadlines of all tasks that were in somebody's hands at `since` by the time gone by; how many.

    Nobody gets more than a full lease from now: whoever has renewed theirs since then has it already.
    """
    gone_by = tx.now - since
    moved = [_moved(tx, row, gone_by) for row in tx.execute(_GIVEN_BEFORE, {"since": since}).all()]
    if moved:
        tx.execute(_MOVE, moved)
    return len(moved)


def _moved(tx: Transaction, row: tuple[str, str, str, datetime, datetime], gone_by: timedelta) -> dict[str, object]:
    task_id, kind, lang, due, closes = row
    lease = timedelta(minutes=tx.policy.for_language(lang).lease_minutes(Kind(kind).family))
    return {
        "of_task": task_id,
        "due": max(due, min(due + gone_by, tx.now + lease)),
        "closes": closes + gone_by,
    }
