"""Two accounts that are one person: all that either gave is the one's, and the other has never been (D43)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, exists, select, update

from core.domain import streak
from core.domain.emoji import Emoji
from core.service import account, exhaustion, footprint, parting, recount
from core.service.accounts import LONGEST_NOTES
from core.service.audit import note
from core.store.tables import (
    HELD,
    appointment,
    audit,
    ballot,
    call,
    exhausted,
    identity,
    message,
    news,
    person,
    reaction,
    remark,
    review,
    revision,
    score,
    task,
    touch,
    tree,
)
from core.store.transaction import Transaction

_HANDED_OVER: tuple[Column[Any], ...] = (
    identity.c.person_id,
    task.c.person_id,
    message.c.author_id,
    tree.c.author_id,
    revision.c.editor_id,
    news.c.person_id,
    audit.c.person_id,
)
_GIVEN_ONCE = (review, ballot, reaction, remark, call)  # their keys name the person: one of two remains
_GIVEN_UP = (touch, exhausted, score, appointment)  # counted anew, and rights: the one's own remain


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of some accounts."""

    people: int
    trees: int


def merge(tx: Transaction, by: str, person_id: str, source_ids: Iterable[str]) -> Merged:
    """Make of several people one. Where both gave what can be given once, the one's own remains.

    Rights are the caller's.
    """
    account.get(tx, person_id)
    sources = sorted(set(source_ids) - {person_id})
    for source_id in sources:
        account.get(tx, source_id)
    trees = footprint.hold_still(tx, sources)
    for source_id in sources:
        note(tx, by, "merge", source_id)
        _take_over(tx, person_id, source_id)
    for tree_id in sorted(trees):
        recount.repair_tree(tx, tree_id)
    parting.give_back(tx, person_id, _barred())
    recount.recount_people(tx, [person_id])
    return Merged(len(sources), len(trees))


def _take_over(tx: Transaction, person_id: str, source_id: str) -> None:
    """Let one person have all that another had, who is no more."""
    _give_up_held(tx, person_id, source_id)
    _give_up_given(tx, person_id, source_id)
    for table in _GIVEN_UP:
        tx.execute(delete(table).where(table.c.person_id == source_id))
    for column in (*_HANDED_OVER, *(table.c.person_id for table in _GIVEN_ONCE)):
        tx.execute(update(column.table).where(column == source_id).values({column.name: person_id}))
    tx.execute(update(audit).where(audit.c.subject == source_id).values(subject=person_id))
    _unite(tx, person_id, source_id)
    exhaustion.forget(tx, person_id)


def _give_up_held(tx: Transaction, person_id: str, source_id: str) -> None:
    """Nobody holds an opening twice."""
    own = task.alias("own")
    same = (own.c.message_id == task.c.message_id, own.c.kind == task.c.kind, own.c.state == HELD)
    twice = exists().where(own.c.person_id == person_id, *same)
    where = (task.c.person_id == source_id, task.c.state == HELD, twice)
    tx.execute(update(task).where(*where).values(state="lapsed", ended_at=tx.now))


def _give_up_given(tx: Transaction, person_id: str, source_id: str) -> None:
    """Drop what the one has given as well; an answer that is dropped was none."""
    for table in _GIVEN_ONCE:
        where = (table.c.person_id == source_id, _given_by(person_id, table))
        if table in (review, ballot):
            dropped = select(table.c.task_id).where(*where)
            tx.execute(update(task).where(task.c.id.in_(dropped)).values(state="lapsed"))
        tx.execute(delete(table).where(*where))
    for vote in (Emoji.UP, Emoji.DOWN):
        own = reaction.alias("own")
        same = (own.c.tree_id == reaction.c.tree_id, own.c.message_id == reaction.c.message_id)
        voted = exists().where(own.c.person_id == person_id, own.c.emoji == vote.opposite, *same)
        tx.execute(delete(reaction).where(reaction.c.person_id == source_id, reaction.c.emoji == vote, voted))


def _given_by(person_id: str, table: Table) -> Any:
    own = table.alias("own")
    keys = [column.name for column in table.primary_key if column.name != "person_id"]
    return exists().where(own.c.person_id == person_id, *(own.c[name] == table.c[name] for name in keys))


def _unite(tx: Transaction, person_id: str, source_id: str) -> None:
    """What is known of both; whatever decides on rights remains the one's own."""
    one, other = (tx.execute(select(person).where(person.c.id == id_)).one() for id_ in (person_id, source_id))
    values = {
        "languages": list(dict.fromkeys([*one.languages, *other.languages])),
        "consent_version": one.consent_version or other.consent_version,
        "consent_at": one.consent_at if one.consent_version else other.consent_at,
        "notes": "\n".join(filter(None, (one.notes, other.notes)))[:LONGEST_NOTES],
        "streak_since": min(filter(None, (_lasting(tx, one), _lasting(tx, other))), default=None),
        "created_at": min(one.created_at, other.created_at),
        "active_at": max(filter(None, (one.active_at, other.active_at)), default=None),
    }
    tx.execute(update(person).where(person.c.id == person_id).values(**values))
    tx.execute(delete(person).where(person.c.id == source_id))


def _lasting(tx: Transaction, row: Any) -> datetime | None:
    return streak.since(row.streak_since, row.active_at, tx.now)


def _barred() -> ColumnElement[bool]:
    """A task that its person, being also somebody else, may not do any more."""
    names = ("tree_id", "message_id", "person_id", "kind")
    return exists().where(*(touch.c[name] == task.c[name] for name in names))
