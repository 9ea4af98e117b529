"""What was given as a trial stays out of releases."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from core.export.errors import TrialOnly
from core.export.form import Form
from core.export.selection import Selection
from core.store.tables import ballot, message, person, reaction, remark, review, tree
from core.store.transaction import Transaction

TRIAL = "trial"  # how the version of such a consent begins


def refuse_trials(tx: Transaction, selection: Selection, form: Form) -> None:
    """Raise TrialOnly where the selection holds contributions that may not leave, of those that the form tells."""
    count = tx.execute(_texts(selection)).scalar_one()
    for table in _told(form):
        count += tx.execute(_deeds(selection, table)).scalar_one()
    if count:
        raise TrialOnly(count)


def _told(form: Form) -> Iterator[Table]:
    """Where what is told of people's opinions comes from."""
    if form.labels or form.events:
        yield from (review, remark)
    if form.emojis or form.events:
        yield reaction
    if form.events:
        yield ballot


def _texts(selection: Selection) -> Any:
    return (
        select(func.count())
        .select_from(message)
        .join(tree, tree.c.id == message.c.tree_id)
        .join(person, person.c.id == message.c.author_id, isouter=True)
        .where(selection.of_trees(), selection.of_messages(), _as_trial(message))
    )


def _deeds(selection: Selection, table: Table) -> Any:
    return (
        select(func.count())
        .select_from(table)
        .join(message, and_(message.c.tree_id == table.c.tree_id, message.c.id == table.c.message_id))
        .join(tree, tree.c.id == table.c.tree_id)
        .join(person, person.c.id == table.c.person_id, isouter=True)
        .where(selection.of_trees(), selection.of_messages(), _as_trial(table))
    )


def _as_trial(contribution: Table) -> ColumnElement[bool]:
    """The consent that stood when it was given; where that isn't recorded, the person's present one."""
    now = person.c.consent_version.startswith(TRIAL)
    if "route" not in contribution.c:
        return now
    recorded = func.coalesce(contribution.c.route["consent"].as_string(), "")
    return or_(recorded.startswith(TRIAL), and_(recorded == "", now))
