"""Tasks and threads as they are shown: with their texts, and with nothing that has been deleted."""

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from core.domain import labels as registry
from core.domain.errors import TreeClosed
from core.domain.labels import LABELS, Widget
from core.domain.message import Role
from core.domain.task import Family, Kind, Task, Utterance
from core.store.prepared import Prepared
from core.store.tables import message, review
from core.store.transaction import Transaction

_TEXTS = Prepared(
    select(
        message.c.id,
        message.c.parent_id,
        message.c.role,
        message.c.text,
        message.c.flagged,
        message.c.deleted,
        message.c.reviews,
    ).where(message.c.tree_id == bindparam("of_tree"))
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


def task(tx: Transaction, row: Any) -> Task:
    """A task with all that its person needs to do it."""
    kind = Kind(row.kind)
    if row.tree_id is None:
        return Task(row.id, kind, row.lang, row.due_at)
    said = texts(tx, row.tree_id)
    if row.message_id not in said:
        raise TreeClosed()  # its author has taken it back
    return Task(
        row.id,
        kind,
        row.lang,
        row.due_at,
        row.tree_id,
        row.message_id,
        tuple(utterance(one) for one in path(said, row.message_id)),
        tuple(utterance(said[message_id]) for message_id in row.shown or ()),
        questions(tx, row, said[row.message_id].reviews),
        row.full,
    )


def texts(tx: Transaction, tree_id: str) -> dict[str, Any]:
    """The rows of a tree's messages by id, as they are needed to show them."""
    return {row.id: row for row in tx.execute(_TEXTS, {"of_tree": tree_id})}


def path(said: dict[str, Any], message_id: str) -> list[Any]:
    """The rows from the root to one message."""
    steps = [said[message_id]]
    while (above := steps[-1].parent_id) is not None:
        steps.append(said[above])
    return steps[::-1]


def utterance(row: Any) -> Utterance:
    """A message as it is shown; one that anybody has flagged is marked."""
    return Utterance(row.id, Role(row.role), row.text, row.flagged)


def questions(tx: Transaction, row: Any, reviews: int) -> tuple[str, ...]:
    """The labels a review may give; those with the fewest answers so far come first among the scales.

    `reviews` is how many the message has.
    """
    kind = Kind(row.kind)
    if kind.family is not Family.REVIEW:
        return ()
    names = (registry.FULL_SET if row.full else registry.SIMPLE_SET)[kind]
    fixed = [name for name in names if LABELS[name].widget is not Widget.SCALE]
    scales = [name for name in names if LABELS[name].widget is Widget.SCALE]
    if reviews and len(scales) > 1:
        key = {"of_tree": row.tree_id, "of_message": row.message_id}
        answers = Counter(name for (labels,) in tx.execute(_LABELS_GIVEN, key) for name in labels)
        scales.sort(key=lambda name: answers[name])
    return (*fixed, *scales)
