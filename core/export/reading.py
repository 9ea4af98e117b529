"""Trees out of the store, in the order of their birth: a batch at a time in memory, all as of one moment."""

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from core.domain.message import Role
from core.domain.tree import State
from core.export.batch import SIZE, batch, of_batch
from core.export.events import Teller
from core.export.forgotten import forgotten
from core.export.form import Form
from core.export.labels import in_score_order
from core.export.opinions import Opinions
from core.export.published import PublishedMessage, PublishedTree, in_tree_order
from core.export.selection import Selection
from core.store.prepared import Prepared
from core.store.tables import message, tree
from core.store.transaction import Transaction

_OF_MESSAGES = (
    "tree_id", "id", "parent_id", "author_id", "created_at", "text", "role", "lang", "reviews", "verdict", "deleted",
    "rank", "synthetic", "model_name", "imported",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A selected tree; None where its root is not selected. `cut_off` messages were, but hang on none that is."""

    tree: PublishedTree | None
    cut_off: int


def count_trees(tx: Transaction, selection: Selection) -> int:
    """How many trees a selection looks at."""
    return int(tx.execute(select(func.count()).select_from(tree).where(selection.of_trees())).scalar_one())


def read_trees(tx: Transaction, selection: Selection, form: Form) -> Generator[Found, None, None]:
    """The trees of a selection as they are to be told, oldest first."""
    query = (
        select(tree.c.id, tree.c.state, tree.c.origin)
        .where(selection.of_trees())
        .order_by(tree.c.created_at, tree.c.id)
        .execution_options(yield_per=SIZE)
    )
    messages = _messages(selection)
    with tx.connection.execute(query) as found:
        for rows in found.partitions():
            yield from _read_batch(tx, rows, messages, form)


def _read_batch(tx: Transaction, rows: Sequence[Any], messages: Prepared, form: Form) -> Iterator[Found]:
    """A function of its own, so that one batch is let go before the next is read."""
    trees = batch([row.id for row in rows])
    opinions = Opinions(tx, trees, form)
    of_tree: dict[str, list[Any]] = defaultdict(list)
    for one in tx.execute(messages, trees):
        of_tree[one.tree_id].append(one)
    for row in rows:
        yield _found(row, of_tree[row.id], opinions, form)


def _messages(selection: Selection) -> Prepared:
    """The messages of a batch, with whether their authors had themselves forgotten since."""
    columns = (*(message.c[name] for name in _OF_MESSAGES), forgotten(message.c.author_id))
    return Prepared(select(*columns).where(of_batch(message.c.tree_id), selection.of_messages()))


def _found(row: Any, messages: Sequence[Any], opinions: Opinions, form: Form) -> Found:
    ordered = list(in_tree_order(messages))
    cut_off = len(messages) - len(ordered)
    if not ordered:
        return Found(None, cut_off)
    teller = Teller(form.pseudonyms, row.id, {one.id for one in ordered})
    told = tuple(_message(one, opinions, teller, form) for one in ordered)
    return Found(PublishedTree(told[0].id, State(row.state), row.origin, told), cut_off)


def _message(row: Any, opinions: Opinions, teller: Teller, form: Form) -> PublishedMessage:
    imported, named = row.imported or {}, form.pseudonyms
    return PublishedMessage(
        id=named.message(row.id),
        tree_id=named.message(row.tree_id),
        parent_id=row.parent_id and named.message(row.parent_id),
        author_id=None if row.author_id is None or row.forgotten else named.person(row.author_id),
        created_at=form.date(row.created_at),
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
        events=opinions.events_of(row.id, teller),
        detoxify=in_score_order(imported["detoxify"]) if "detoxify" in imported else None,
    )
