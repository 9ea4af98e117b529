"""Messages and trees cut out of the store with all that was ever done to them; afterwards they have never been.

What is derived is left to a recount: of the tree that lost something, and of the people who had to do with it.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy import delete as delete_from

from core.domain.growth import Growth
from core.domain.tree import State
from core.service import forest, newsroom
from core.service.grow import grow
from core.store.prepared import Prepared
from core.store.tables import (
    alias,
    ballot,
    flagged_message,
    message,
    news,
    opening,
    reaction,
    remark,
    review,
    revision,
    task,
    touch,
    tree,
)
from core.store.transaction import Transaction

_ABOUT_MESSAGES = (revision, review, flagged_message, remark, ballot, reaction, opening, touch)
_GROWN = (State.RANKING, State.READY_FOR_SCORING, State.READY_FOR_EXPORT, State.SCORING_FAILED)

_TASKS = Prepared(
    select(task.c.id, task.c.person_id, task.c.message_id, task.c.shown).where(task.c.tree_id == bindparam("of_tree"))
)
_BALLOTS = Prepared(
    select(ballot.c.message_id, ballot.c.person_id, ballot.c.shown).where(ballot.c.tree_id == bindparam("of_tree"))
)
_TEXTS = Prepared(
    select(message.c.id, message.c.author_id, message.c.task_id, message.c.parent_id, message.c.rank)
    .where(message.c.tree_id == bindparam("of_tree"))
    .order_by(message.c.parent_id, message.c.rank)
)
_DROP_BALLOT = Prepared(
    delete_from(ballot).where(
        ballot.c.tree_id == bindparam("of_tree"),
        ballot.c.message_id == bindparam("of_message"),
        ballot.c.person_id == bindparam("of_person"),
    )
)
_WRITE_RANK = Prepared(
    update(message)
    .where(message.c.tree_id == bindparam("of_tree"), message.c.id == bindparam("of_message"))
    .values(rank=bindparam("rank"))
)


@dataclass(slots=True)
class Cut:
    """What was cut out; the trees and the people that are to be recounted after it."""

    trees: int = 0
    messages: int = 0
    people: set[str] = field(default_factory=set)
    wounded: set[str] = field(default_factory=set)

    def __iadd__(self, other: "Cut") -> "Cut":
        self.trees += other.trees
        self.messages += other.messages
        self.people |= other.people
        self.wounded |= other.wounded
        return self


def cut_tree(tx: Transaction, tree_id: str) -> Cut:
    """Remove a whole tree; what it held up goes on."""
    stored = forest.lock(tx, tree_id)
    if stored is None:
        return Cut()
    if not stored.tree.state.terminal:
        grow(tx, stored, replace(stored.tree, state=State.HALTED_BY_MODERATOR))
    cut = _erase(tx, stored, set(stored.tree.by_id))
    tx.execute(delete_from(tree).where(tree.c.id == tree_id))
    cut.trees = 1
    return cut


def cut_replies(tx: Transaction, stored: Growth, message_ids: set[str]) -> Cut:
    """Remove replies from a tree, of each everything below it as well; the tree is to be recounted then.

    Ballots that placed one of them are dropped, for those who cast them may compare what is left and what will come. A
    full tree in which a place has become free goes on growing, if it ever grew here.
    """
    cut = _erase(tx, stored, message_ids)
    cut.wounded = {stored.tree.id}
    _close_ranks(tx, stored.tree.id)
    if any(stored.tree.by_id[one].stands for one in message_ids):
        _reopen(tx, stored)
    return cut


def _erase(tx: Transaction, stored: Growth, ids: set[str]) -> Cut:
    tree_id = stored.tree.id
    texts = tx.execute(_TEXTS, {"of_tree": tree_id}).all()
    tasks = [row for row in tx.execute(_TASKS, {"of_tree": tree_id}) if _concerns(row, ids)]
    ballots = [row for row in tx.execute(_BALLOTS, {"of_tree": tree_id}) if _concerns(row, ids)]
    _delete(tx, news, tree_id, ids)
    newsroom.removed(tx, tree_id, {one for one in ids if not stored.tree.by_id[one].deleted})
    for table in _ABOUT_MESSAGES:
        _delete(tx, table, tree_id, ids)
    for row in ballots:
        key = {"of_tree": tree_id, "of_message": row.message_id, "of_person": row.person_id}
        tx.execute(_DROP_BALLOT, key)
    written = {row.task_id for row in texts if row.id in ids and row.task_id is not None}
    forget_tasks(tx, {row.id for row in tasks} | written)
    tx.execute(delete_from(message).where(message.c.tree_id == tree_id, message.c.id.in_(ids)))
    tx.execute(delete_from(alias).where(alias.c.subject_id.in_(ids)))
    people = {row.person_id for row in tasks} | {row.author_id for row in texts}
    return Cut(0, len(ids), people - {None})


def forget_tasks(tx: Transaction, task_ids: Collection[str]) -> None:
    """Remove tasks, and what clients call them."""
    tx.execute(delete_from(alias).where(alias.c.subject_id.in_(task_ids)))
    tx.execute(delete_from(task).where(task.c.id.in_(task_ids)))


def _concerns(row: Any, ids: set[str]) -> bool:
    """Whether a task or a ballot is about one of some messages, or placed it among others."""
    return row.message_id in ids or not ids.isdisjoint(row.shown or ())


def _delete(tx: Transaction, table: Table, tree_id: str, ids: set[str]) -> None:
    tx.execute(delete_from(table).where(table.c.tree_id == tree_id, table.c.message_id.in_(ids)))


def _close_ranks(tx: Transaction, tree_id: str) -> None:
    """Let the ranks of replies follow one another again where one is missing."""
    placed = Counter[str]()
    for row in tx.execute(_TEXTS, {"of_tree": tree_id}).all():
        if row.rank is None:
            continue
        if row.rank != placed[row.parent_id]:
            tx.execute(_WRITE_RANK, {"of_tree": tree_id, "of_message": row.id, "rank": placed[row.parent_id]})
        placed[row.parent_id] += 1


def _reopen(tx: Transaction, stored: Growth) -> None:
    where = (tree.c.id == stored.tree.id, tree.c.state.in_(_GROWN), tree.c.drawn_at.is_not(None))
    grows = update(tree).where(*where).values(state=State.GROWING, moved_at=tx.now)
    if tx.execute(grows).rowcount:
        forest.count_states(tx, stored.tree.lang, left=stored.tree.state, entered=State.GROWING)
