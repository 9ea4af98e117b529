"""What people did with the messages of a batch of trees, read by a handful of statements."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from core.export.batch import of_batch
from core.export.events import Events, Teller
from core.export.forgotten import forgotten
from core.export.form import Form
from core.export.labels import emoji_counts, label_means
from core.export.published import Mean
from core.export.quick_json import quickly
from core.store.prepared import Prepared
from core.store.tables import ballot, reaction, remark, review
from core.store.transaction import Transaction

Batch = Mapping[str, str | None]
ByMessage = Mapping[str, Sequence[Any]]


def _by(table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """Rows of a batch, with who they are of, and whether these had themselves forgotten since."""
    of_whom = (table.c.message_id, table.c.person_id, table.c.created_at, forgotten(table.c.person_id))
    return select(*of_whom, *columns).where(of_batch(table.c.tree_id))


_REVIEWS, _REMARKS = (Prepared(_by(table, quickly(table.c.labels))) for table in (review, remark))
_EMOJIS = Prepared(_by(reaction, reaction.c.emoji))
_BALLOTS = Prepared(_by(ballot, ballot.c.places, ballot.c.unacceptable, ballot.c.shown))


class Opinions:
    """The rows of a batch that a form asks for, by message."""

    def __init__(self, tx: Transaction, batch: Batch, form: Form) -> None:
        self._form = form
        self._reviews = _rows(tx, _REVIEWS, batch, form.labels or form.events)
        self._remarks = _rows(tx, _REMARKS, batch, form.labels or form.events)
        self._emojis = _rows(tx, _EMOJIS, batch, form.emojis or form.events)
        self._ballots = _rows(tx, _BALLOTS, batch, form.events)

    def labels_of(self, message_id: str, earlier: Mapping[str, Sequence[Any]]) -> dict[str, Mean]:
        """The labels of a message, with those of an earlier release."""
        if not self._form.labels:
            return {}
        answers = chain(self._reviews.get(message_id, ()), self._remarks.get(message_id, ()))
        published = {name: Mean(*mean) for name, mean in earlier.items()}
        return label_means(published, (row.labels for row in answers))

    def emojis_of(self, message_id: str, earlier: Mapping[str, int]) -> dict[str, int]:
        """The emojis of a message, with those of an earlier release."""
        if not self._form.emojis:
            return {}
        return emoji_counts(earlier, Counter(row.emoji for row in self._emojis.get(message_id, ())))

    def events_of(self, message_id: str, teller: Teller) -> Events | None:
        """What each person did with a message; None where nobody asked for it."""
        if not self._form.events:
            return None
        kinds = (self._emojis, self._ballots, self._reviews, self._remarks)
        return teller.events(*(rows.get(message_id, ()) for rows in kinds))


def _rows(tx: Transaction, query: Prepared, batch: Batch, wanted: bool) -> ByMessage:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in tx.execute(query, batch) if wanted else ():
        found[row.message_id].append(row)
    return found
