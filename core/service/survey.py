"""The full check of a store, tree by tree, while people go on working."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select

from core.service import recount
from core.service.recount import Finding
from core.store.store import Store
from core.store.tables import tree
from core.store.transaction import Transaction, stand_still

Tick = Callable[[int, int], None]  # (trees looked at, of how many)

_BEFORE_ALL = str(UUID(int=0))


async def survey(store: Store, *, repair: bool = False, tick: Tick = lambda done, total: None) -> list[Finding]:
    """Where what is written down differs from the facts; `repair` writes what the facts say.

    Each tree is looked at in a transaction of its own, so that nobody waits for the whole. Counters of languages come
    last, because a repaired tree moves them.
    """
    total, done = await store.read(_count), 0
    findings: list[Finding] = []
    after = _BEFORE_ALL
    while ids := await store.read(recount.tree_ids, after):
        for tree_id in ids:
            findings += await _look(store, tree_id, repair)
            tick(done := done + 1, max(done, total))
        after = ids[-1]
    return findings + await _look_beside(store, repair)


async def _look(store: Store, tree_id: str, repair: bool) -> list[Finding]:
    if repair:
        return await store.run(recount.repair_tree, tree_id)
    return await store.read(recount.check_tree, tree_id)


async def _look_beside(store: Store, repair: bool) -> list[Finding]:
    if repair:
        return await store.run(_at_once, recount.repair_languages) + await store.run(_at_once, recount.repair_people)
    return await store.read(_at_once, recount.check_languages) + await store.read(_at_once, recount.check_people)


def _at_once(tx: Transaction, look: Callable[[Transaction], list[Finding]]) -> list[Finding]:
    """What a look finds that no lock of a tree holds still, while people go on."""
    stand_still(tx)
    return look(tx)


def _count(tx: Transaction) -> int:
    count: int = tx.execute(select(func.count()).select_from(tree)).scalar_one()
    return count
