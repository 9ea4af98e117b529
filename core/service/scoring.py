"""Ranks: what all ballots of a tree add up to, once they are in."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select, update

from core.domain.growth import candidates, rankable_parents
from core.domain.ranking import Ranking, merge
from core.domain.task import Ballot
from core.domain.tree import State, Tree
from core.store.prepared import Prepared
from core.store.tables import ballot, message, person
from core.store.transaction import Transaction

_BALLOTS = Prepared(
    select(ballot.c.message_id, ballot.c.places, ballot.c.unacceptable).where(ballot.c.tree_id == bindparam("of_tree"))
)
_WRITE_RANK = Prepared(
    update(message)
    .where(message.c.tree_id == bindparam("of_tree"), message.c.id == bindparam("of_message"))
    .values(rank=bindparam("rank"), unacceptable=bindparam("unacceptable"))
)
_HONOUR = Prepared(
    update(person).where(person.c.id == bindparam("of_person")).values(first_ranks=person.c.first_ranks + 1)
)


def score(tx: Transaction, tree: Tree) -> Tree:
    """Write the ranks of a tree whose ballots are all in, and say in which state that leaves it."""
    try:
        rankings = _merge(tx, tree)
    except ArithmeticError:
        return replace(tree, state=State.SCORING_FAILED)
    for ranking in rankings:
        if rows := _rows(tree, ranking):
            tx.execute(_WRITE_RANK, rows)
        _honour_first(tx, tree, ranking)
    return replace(tree, state=State.READY_FOR_EXPORT)


def ballots_of(tx: Transaction, tree_id: str) -> dict[str, list[Ballot]]:
    """The ballots of a tree by the parent whose replies they order."""
    found: dict[str, list[Ballot]] = defaultdict(list)
    for parent_id, places, unacceptable in tx.execute(_BALLOTS, {"of_tree": tree_id}):
        found[parent_id].append(Ballot(tuple(tuple(place) for place in places), tuple(unacceptable)))
    return found


def _merge(tx: Transaction, tree: Tree) -> list[Ranking]:
    policy = tx.policy.for_language(tree.lang)
    given = ballots_of(tx, tree.id)
    return [
        merge([one.id for one in candidates(tree, parent, policy)], given[parent.id])
        for parent in rankable_parents(tree, policy)
        if given[parent.id]
    ]


def _rows(tree: Tree, ranking: Ranking) -> list[dict[str, Any]]:
    ranked = [(message_id, rank, False) for rank, message_id in enumerate(ranking.order)]
    marked = [(message_id, None, True) for message_id in ranking.unacceptable]
    return [
        {"of_tree": tree.id, "of_message": message_id, "rank": rank, "unacceptable": unacceptable}
        for message_id, rank, unacceptable in ranked + marked
    ]


def _honour_first(tx: Transaction, tree: Tree, ranking: Ranking) -> None:
    author = tree.by_id[ranking.order[0]].author_id if ranking.order else None
    if author is not None:
        tx.execute(_HONOUR, {"of_person": author})
