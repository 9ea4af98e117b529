"""What must happen without anybody asking: each round is idempotent, and one process at a time does it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, or_, select, update

from core.domain.deed import What
from core.domain.task import Kind
from core.service import (
    allowances,
    deliver,
    exhaustion,
    forest,
    handout,
    lottery,
    needs,
    newsroom,
    parting,
    refreshing,
    respite,
)
from core.service.grow import grow
from core.store.prepared import Prepared
from core.store.store import Store
from core.store.tables import HELD, call, chore, language, task
from core.store.transaction import Transaction
from core.store.upsert import insert_missing

ROUND_SECONDS = 30  # how long one process keeps the janitor's work to itself
BATCH = 200

_DUE = Prepared(
    select(task.c.id)
    .where(task.c.state == HELD, task.c.due_at <= bindparam("now"))
    .order_by(task.c.due_at)
    .limit(BATCH)
)
_LOCK_DUE = Prepared(
    select(task.c.id, task.c.tree_id, task.c.message_id, task.c.kind, task.c.lang, task.c.person_id)
    .where(task.c.id == bindparam("of_task"), task.c.state == HELD, task.c.due_at <= bindparam("now"))
    .with_for_update(skip_locked=True)
)
_LAPSE = Prepared(
    update(task).where(task.c.id == bindparam("of_task")).values(state="lapsed", ended_at=bindparam("now"))
)
_FREE = Prepared(
    select(chore.c.until)
    .where(
        chore.c.name == bindparam("of_name"),
        or_(chore.c.until <= bindparam("now"), chore.c.holder == bindparam("of_holder")),
    )
    .with_for_update()
)
_TAKE_OVER = Prepared(
    update(chore)
    .where(chore.c.name == bindparam("of_name"))
    .values(holder=bindparam("of_holder"), until=bindparam("until"))
)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    lapsed: int = 0
    drawn: int = 0
    called: int = 0
    moved: int = 0


async def clean(store: Store, holder: str, silence: timedelta = respite.SILENCE) -> Round | None:
    """One round of all chores; None where another process is at it.

    Where nobody has done any for longer than `silence`, the store was away: deadlines move before anything lapses. A
    round that takes as long is no silence.
    """
    begun = store.clock()
    moved = await store.run(take_over, holder, silence)
    if moved is None:
        return None
    lapsed = 0
    for task_id in await store.run(due):
        lapsed += await store.run(lapse, task_id)
    for author_id in await store.run(parting.gone_with_waiting_prompts):
        await store.run(parting.halt_waiting, author_id)
    drawn = sum([await store.run(draw, lang) for lang in await store.run(languages)])
    called = sum([await store.run(answer_call, *one) for one in await store.run(calls)])
    await refreshing.refresh_due(store)
    await store.run(allowances.prune)
    await store.run(deliver.prune)
    if store.clock() - begun > timedelta(seconds=ROUND_SECONDS):
        await store.run(take_over, holder, timedelta.max)
    return Round(lapsed, drawn, called, moved)


def take_over(tx: Transaction, holder: str, silence: timedelta = respite.SILENCE) -> int | None:
    """Keep the chores to this process for a while, and how many deadlines moved; None where another has them."""
    lasting = timedelta(seconds=ROUND_SECONDS)
    insert_missing(tx.connection, chore, [{"name": "janitor", "holder": "", "until": tx.now}])
    until = tx.execute(_FREE, {"of_name": "janitor", "of_holder": holder, "now": tx.now}).scalar_one_or_none()
    if until is None:
        return None
    tx.execute(_TAKE_OVER, {"of_name": "janitor", "of_holder": holder, "until": tx.now + lasting})
    last_seen = until - lasting
    return respite.grant(tx, last_seen) if tx.now - last_seen > silence else 0


def due(tx: Transaction) -> list[str]:
    """Tasks whose lease is over."""
    return list(tx.execute(_DUE, {"now": tx.now}).scalars())


def lapse(tx: Transaction, task_id: str) -> int:
    """Give the unit that an overdue task holds back to everybody; its answer may still come late."""
    row = tx.execute(_LOCK_DUE, {"of_task": task_id, "now": tx.now}).one_or_none()
    if row is None:
        return 0
    tx.execute(_LAPSE, {"of_task": task_id, "now": tx.now})
    tx.note(What.LAPSED, row.kind, row.lang)
    if row.tree_id is None:
        handout.hold_prompt(tx, row.lang, -1)
    elif stored := forest.lock(tx, row.tree_id):
        grow(tx, stored, forest.holding(stored.tree, row.message_id, Kind(row.kind), -1))
        exhaustion.forget(tx, row.person_id)
    return 1


def languages(tx: Transaction) -> list[str]:
    """Languages in which prompts wait to be drawn."""
    return list(tx.execute(select(language.c.lang).where(language.c.waiting > 0).order_by(language.c.lang)).scalars())


def draw(tx: Transaction, lang: str) -> int:
    """Fill the free places of a language from its waiting prompts."""
    drawn = 0
    for stored, changed in lottery.draw(tx, lang):
        grow(tx, stored, changed)
        drawn += 1
    return drawn


def calls(tx: Transaction) -> list[tuple[str, str, str]]:
    """Who wants to be told when there is work, in which language, of which kind (empty: any)."""
    rows = tx.execute(select(call.c.person_id, call.c.lang, call.c.kind).order_by(call.c.created_at).limit(BATCH))
    return [(row.person_id, row.lang, row.kind) for row in rows]


def answer_call(tx: Transaction, person_id: str, lang: str, kind: str) -> int:
    """Tell one person that work has appeared, once, if it has."""
    counts = needs.available(tx, person_id, lang)
    if not (counts[kind] if kind else any(counts.values())):
        return 0
    tx.execute(delete(call).where(call.c.person_id == person_id, call.c.lang == lang, call.c.kind == kind))
    newsroom.work_appeared(tx, person_id, lang)
    return 1
