"""Tasks and threads as they are shown: with their texts, and with nothing that has been deleted."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from core.domain import labels as registry
from core.domain.errors import TreeClosed
from core.domain.labels import LABELS, Widget
from core.domain.message import Message, Role
from core.domain.task import Family, Kind, Task, Utterance
from core.domain.tree import Tree
from core.service import forest
from core.store.prepared import Prepared
from core.store.tables import message, review
from core.store.transaction import Transaction

_TEXTS = Prepared(
    select(message.c.id, message.c.role, message.c.text, message.c.flagged).where(
        message.c.tree_id == bindparam("of_tree")
    )
)
_LABELS_GIVEN = Prepared(
    select(review.c.labels).where(
        review.c.tree_id == bindparam("of_tree"), review.c.message_id == bindparam("of_message")
    )
)


class TaskRow(NamedTuple):
    """What a task is shown from: the columns of its row."""

    id: str
    kind: Kind
    lang: str
    due_at: datetime
    tree_id: str | None
    message_id: str | None
    shown: list[str] | None
    full: bool


def task(tx: Transaction, row: Any, tree: Tree | None = None) -> Task:
    """A task with all that its person needs to do it."""
    kind = Kind(row.kind)
    if row.tree_id is None:
        return Task(row.id, kind, row.lang, row.due_at)
    if tree is None:
        stored = forest.look(tx, row.tree_id)
        if stored is None or row.message_id not in stored.tree.by_id:
            raise TreeClosed()  # its author has taken it back
        tree = stored.tree
    thread = path(tree, row.message_id)
    shown = row.shown or []
    said = utterances(tx, tree.id)
    return Task(
        row.id,
        kind,
        row.lang,
        row.due_at,
        tree.id,
        row.message_id,
        tuple(said[one.id] for one in thread),
        tuple(said[message_id] for message_id in shown),
        questions(tx, row, kind),
        row.full,
    )


def path(tree: Tree, message_id: str) -> list[Message]:
    """The messages from the root to one message."""
    last = tree.by_id[message_id]
    return [*reversed(list(tree.ancestors(last))), last]


def utterances(tx: Transaction, tree_id: str) -> dict[str, Utterance]:
    """The texts of a tree by message id; one that anybody has flagged is marked."""
    rows = tx.execute(_TEXTS, {"of_tree": tree_id})
    return {row.id: Utterance(row.id, Role(row.role), row.text, row.flagged) for row in rows}


def questions(tx: Transaction, row: Any, kind: Kind) -> tuple[str, ...]:
    """The labels a review may give; those with the fewest answers so far come first among the scales."""
    if kind.family is not Family.REVIEW:
        return ()
    names = (registry.FULL_SET if row.full else registry.SIMPLE_SET)[kind]
    given = [labels for (labels,) in tx.execute(_LABELS_GIVEN, {"of_tree": row.tree_id, "of_message": row.message_id})]
    answers = {name: sum(name in labels for labels in given) for name in names}
    fixed = [name for name in names if LABELS[name].widget is not Widget.SCALE]
    scales = sorted((name for name in names if LABELS[name].widget is Widget.SCALE), key=lambda name: answers[name])
    return (*fixed, *scales)
