"""What was given as a trial stays out of releases."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from core.export.errors import TrialOnly
from core.export.selection import Selection
from core.store.tables import message, person, review, tree
from core.store.transaction import Transaction

TRIAL = "trial"  # how the version of such a consent begins


def refuse_trials(tx: Transaction, selection: Selection, *, with_labels: bool) -> None:
    """Raise TrialOnly where the selection holds contributions that may not leave."""
    count = tx.execute(_texts(selection)).scalar_one()
    if with_labels:
        count += tx.execute(_reviews(selection)).scalar_one()
    if count:
        raise TrialOnly(count)


def _texts(selection: Selection) -> Any:
    return (
        select(func.count())
        .select_from(message)
        .join(tree, tree.c.id == message.c.tree_id)
        .join(person, person.c.id == message.c.author_id, isouter=True)
        .where(selection.of_trees(), selection.of_messages(), _as_trial(message))
    )


def _reviews(selection: Selection) -> Any:
    return (
        select(func.count())
        .select_from(review)
        .join(message, and_(message.c.tree_id == review.c.tree_id, message.c.id == review.c.message_id))
        .join(tree, tree.c.id == review.c.tree_id)
        .join(person, person.c.id == review.c.person_id, isouter=True)
        .where(selection.of_trees(), selection.of_messages(), _as_trial(review))
    )


def _as_trial(contribution: Table) -> ColumnElement[bool]:
    """The consent that stood when it was given; where that isn't recorded, the person's present one."""
    recorded = func.coalesce(contribution.c.route["consent"].as_string(), "")
    return or_(recorded.startswith(TRIAL), and_(recorded == "", person.c.consent_version.startswith(TRIAL)))
