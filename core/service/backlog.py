"""Imported trees that wait for their ranking: now and then one that finishes wakes another."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import bindparam, func, select

from core.domain.growth import Growth, rankable_parents
from core.domain.task import Family, Kind
from core.domain.tree import State, Tree
from core.service import forest
from core.store.prepared import Prepared
from core.store.tables import opening, tree
from core.store.transaction import Transaction

_WAITING = Prepared(
    select(tree.c.id)
    .where(tree.c.lang == bindparam("of_lang"), tree.c.state == State.BACKLOG_RANKING)
    .order_by(tree.c.id)
    .limit(20)
)
_OPEN_RANKINGS = select(func.count()).where(
    opening.c.lang == bindparam("of_lang"),
    opening.c.kind.in_([kind.value for kind in Kind if kind.family is Family.RANK]),
)


def wake(tx: Transaction, lang: str) -> Iterator[tuple[Growth, Tree]]:
    """Backlog trees of a language that may be ranked now, each with its change."""
    policy = tx.policy.for_language(lang)
    if tx.chance.random() < policy.backlog_probability:
        yield from _activate(tx, lang)
    if policy.min_active_rankings:
        open_rankings = tx.execute(_OPEN_RANKINGS, {"of_lang": lang}).scalar_one()
        if open_rankings < policy.min_active_rankings:
            yield from _activate(tx, lang)


def _activate(tx: Transaction, lang: str) -> Iterator[tuple[Growth, Tree]]:
    """One tree with something to rank; those without, met on the way, are given up."""
    for tree_id in tx.execute(_WAITING, {"of_lang": lang}).scalars().all():
        found = forest.lock_if_free(tx, tree_id)
        if found is None or found.tree.state is not State.BACKLOG_RANKING:
            continue
        if rankable_parents(found.tree, tx.policy.for_language(lang)):
            yield found, replace(found.tree, state=State.RANKING)
            return
        yield found, replace(found.tree, state=State.ABORTED_LOW_GRADE)
