"""Trees out of the store, in the order of their birth: a batch at a time in memory, all as of one moment."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select, union_all

from core.domain.message import Role
from core.domain.tree import State
from core.export.labels import emoji_counts, in_score_order, label_means
from core.export.published import Mean, PublishedMessage, PublishedTree, in_tree_order
from core.export.selection import Selection
from core.store.tables import message, reaction, remark, review, tree
from core.store.transaction import Transaction

BATCH = 50  # trees

_OF_BATCH: BindParameter[list[str]] = bindparam("trees", expanding=True)
_LABELS: Any = union_all(
    *(select(table.c.message_id, table.c.labels).where(table.c.tree_id.in_(_OF_BATCH)) for table in (review, remark))
)
_EMOJIS: Any = (
    select(reaction.c.message_id, reaction.c.emoji, func.count().label("number"))
    .where(reaction.c.tree_id.in_(_OF_BATCH))
    .group_by(reaction.c.message_id, reaction.c.emoji)
)


@dataclass(frozen=True, slots=True)
class Found:
    """A selected tree; None where its root is not selected. `cut_off` messages were, but hang on none that is."""

    tree: PublishedTree | None
    cut_off: int


@dataclass(frozen=True, slots=True)
class Opinions:
    """What people said here about the messages of a batch; None where nobody asked for it."""

    labels: Mapping[str, Sequence[Mapping[str, float]]] | None
    emojis: Mapping[str, Mapping[str, int]] | None

    def labels_of(self, message_id: str, earlier: Mapping[str, Sequence[Any]]) -> dict[str, Mean]:
        """The labels of a message, with those of an earlier release."""
        if self.labels is None:
            return {}
        return label_means({name: Mean(*mean) for name, mean in earlier.items()}, self.labels.get(message_id, ()))

    def emojis_of(self, message_id: str, earlier: Mapping[str, int]) -> dict[str, int]:
        """The emojis of a message, with those of an earlier release."""
        return {} if self.emojis is None else emoji_counts(earlier, self.emojis.get(message_id, {}))


def count_trees(tx: Transaction, selection: Selection) -> int:
    """How many trees a selection looks at."""
    return int(tx.execute(select(func.count()).select_from(tree).where(selection.of_trees())).scalar_one())


def read_trees(tx: Transaction, selection: Selection, *, labels: bool, emojis: bool) -> Iterator[Found]:
    """The trees of a selection, oldest first; labels and emojis only where they are asked for."""
    query = (
        select(tree.c.id, tree.c.state, tree.c.origin)
        .where(selection.of_trees())
        .order_by(tree.c.created_at, tree.c.id)
        .execution_options(yield_per=BATCH)
    )
    for rows in tx.connection.execute(query).partitions():
        batch = [row.id for row in rows]
        opinions = Opinions(_labels(tx, batch) if labels else None, _emojis(tx, batch) if emojis else None)
        messages = _messages(tx, selection, batch, opinions)
        for row in rows:
            yield _found(row, messages[row.id])


def _found(row: Any, messages: list[PublishedMessage]) -> Found:
    ordered = tuple(in_tree_order(messages))
    cut_off = len(messages) - len(ordered)
    return Found(PublishedTree(row.id, State(row.state), row.origin, ordered) if ordered else None, cut_off)


def _labels(tx: Transaction, batch: list[str]) -> dict[str, list[Mapping[str, float]]]:
    said: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for row in tx.execute(_LABELS, {"trees": batch}):
        said[row.message_id].append(row.labels)
    return said


def _emojis(tx: Transaction, batch: list[str]) -> dict[str, Counter[str]]:
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for row in tx.execute(_EMOJIS, {"trees": batch}):
        given[row.message_id][row.emoji] = row.number
    return given


def _messages(
    tx: Transaction, selection: Selection, batch: list[str], opinions: Opinions
) -> dict[str, list[PublishedMessage]]:
    messages: dict[str, list[PublishedMessage]] = defaultdict(list)
    query = select(message).where(message.c.tree_id.in_(_OF_BATCH), selection.of_messages())
    for row in tx.execute(query, {"trees": batch}):
        messages[row.tree_id].append(_message(row, opinions))
    return messages


def _message(row: Any, opinions: Opinions) -> PublishedMessage:
    imported = row.imported or {}
    return PublishedMessage(
        id=row.id,
        tree_id=row.tree_id,
        parent_id=row.parent_id,
        author_id=row.author_id,
        created_at=row.created_at,
        text=row.text,
        role=Role(row.role),
        lang=row.lang,
        review_count=imported.get("review_count", 0) + row.reviews,
        review_result=row.verdict,
        deleted=row.deleted,
        rank=row.rank,
        synthetic=row.synthetic,
        model_name=row.model_name,
        labels=opinions.labels_of(row.id, imported.get("labels", {})),
        emojis=opinions.emojis_of(row.id, imported.get("emojis", {})),
        detoxify=in_score_order(imported["detoxify"]) if "detoxify" in imported else None,
    )
