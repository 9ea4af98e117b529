"""Ranks: what all ballots of a tree add up to, once they are in."""

from collections import Counter, defaultdict
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
# Only what was written here counts: the authors of a release draw no lots.
RANKED_FIRST = (message.c.rank == 0, message.c.task_id.is_not(None), message.c.author_id.is_not(None))
_FIRSTS = Prepared(select(message.c.author_id).where(message.c.tree_id == bindparam("of_tree"), *RANKED_FIRST))
_HONOUR = Prepared(
    update(person)
    .where(person.c.id == bindparam("of_person"))
    .values(first_ranks=person.c.first_ranks + bindparam("change"))
)


def score(tx: Transaction, tree: Tree) -> Tree:
    """Write the ranks of a tree whose ballots are all in, and say in which state that leaves it.

    A tree may come here again after a moderator has moved it: what an earlier scoring wrote is replaced.
    """
    try:
        rankings = _merge(tx, tree)
    except ArithmeticError:
        return replace(tree, state=State.SCORING_FAILED)
    before = _firsts(tx, tree)
    for parent_id, ranking in rankings.items():
        tx.execute(_WRITE_RANK, _rows(tree, parent_id, ranking))
    after = _firsts(tx, tree)
    for author in sorted(before | after):
        if change := after[author] - before[author]:
            tx.execute(_HONOUR, {"of_person": author, "change": change})
    return replace(tree, state=State.READY_FOR_EXPORT)


def ballots_of(tx: Transaction, tree_id: str) -> dict[str, list[Ballot]]:
    """The ballots of a tree by the parent whose replies they order."""
    found: dict[str, list[Ballot]] = defaultdict(list)
    for parent_id, places, unacceptable in tx.execute(_BALLOTS, {"of_tree": tree_id}):
        found[parent_id].append(Ballot(tuple(tuple(place) for place in places), tuple(unacceptable)))
    return found


def _merge(tx: Transaction, tree: Tree) -> dict[str, Ranking]:
    policy = tx.policy.for_language(tree.lang)
    given = ballots_of(tx, tree.id)
    return {
        parent.id: merge([one.id for one in candidates(tree, parent, policy)], given[parent.id])
        for parent in rankable_parents(tree, policy)
        if given[parent.id]
    }


def _rows(tree: Tree, parent_id: str, ranking: Ranking) -> list[dict[str, Any]]:
    places = {message_id: rank for rank, message_id in enumerate(ranking.order)}
    return [
        {
            "of_tree": tree.id,
            "of_message": one.id,
            "rank": places.get(one.id),
            "unacceptable": one.id in ranking.unacceptable,
        }
        for one in tree.replies_of[parent_id]
    ]


def _firsts(tx: Transaction, tree: Tree) -> Counter[str]:
    """Whose replies stand first under some parent of the tree, and how often."""
    return Counter(tx.execute(_FIRSTS, {"of_tree": tree.id}).scalars())
