"""Where somebody has left anything: the trees that a change to the whole person concerns."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select, union

from core.domain.errors import NotAPerson
from core.service import forest
from core.store.tables import ballot, message, person, reaction, remark, review, revision, task, touch, tree
from core.store.transaction import Transaction

DEEDS = (review, ballot, remark, reaction, touch)  # what is done to messages, by trees


def hold_still(tx: Transaction, person_ids: Collection[str]) -> set[str]:
    """The trees in which some people have left anything, locked as the people are.

    Whatever these are doing at this moment has come in by then, or finds that it lost the race. NotAPerson where one of
    them is no more by then.
    """
    trees = _lock(tx, person_ids, set())
    known = select(person.c.id).where(person.c.id.in_(person_ids)).order_by(person.c.id).with_for_update()
    if len(tx.execute(known).all()) < len(set(person_ids)):
        raise NotAPerson()
    return _lock(tx, person_ids, trees)


def _lock(tx: Transaction, person_ids: Collection[str], locked: set[str]) -> set[str]:
    """Lock the trees that aren't locked yet; all of them."""
    found = set().union(*(set(tx.execute(_trees_of(one)).scalars()) for one in person_ids)) - {None}
    for tree_id in sorted(found - locked):
        forest.lock(tx, tree_id)
    return found | locked


def _trees_of(person_id: str) -> Select[Any]:
    found = [select(table.c.tree_id).where(table.c.person_id == person_id) for table in (*DEEDS, task)]
    found.append(select(message.c.tree_id).where(message.c.author_id == person_id))
    found.append(select(tree.c.id).where(tree.c.author_id == person_id))
    found.append(select(revision.c.tree_id).where(revision.c.editor_id == person_id))
    return select(union(*found).subquery().c.tree_id)
