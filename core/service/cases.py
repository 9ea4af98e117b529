"""Cases: what people reported and moderators have to look at; rights are checked here, at the moment of looking."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select, true

from core.domain.case import Case, Complaint, Decision
from core.domain.emoji import Emoji
from core.domain.errors import MessageUnknown
from core.domain.ids import is_id
from core.service import account, curate
from core.store.tables import audit, client, flagged_message, message, person, reaction, remark
from core.store.transaction import Transaction

_MOST = 100  # cases at once

_RAISED = exists().where(
    reaction.c.tree_id == remark.c.tree_id,
    reaction.c.message_id == remark.c.message_id,
    reaction.c.person_id == remark.c.person_id,
    reaction.c.emoji == Emoji.RED_FLAG,
)
_COLUMNS = (
    message.c.id,
    message.c.tree_id,
    message.c.author_id,
    message.c.role,
    message.c.lang,
    message.c.text,
    message.c.deleted,
    message.c.red_flags,
    func.coalesce(flagged_message.c.raised_at, message.c.created_at).label("raised_at"),
    func.coalesce(flagged_message.c.processed, true()).label("processed"),
    func.coalesce(person.c.enabled, true()).label("author_enabled"),
    func.coalesce(person.c.name, "").label("author"),
)
_DECISIONS = ("remove", "restore", "settle", "resume")


def queue(tx: Transaction, person_id: str, limit: int = 10) -> tuple[Case, ...]:
    """Cases that no moderator has seen to yet, the oldest first."""
    account.moderator(tx, person_id)
    return _cases(tx, flagged_message.c.processed.is_(False), max(0, min(limit, _MOST)))


def case(tx: Transaction, person_id: str, message_id: str) -> Case:
    """The case about one message, settled or not; of what nobody has reported, what would be known of it."""
    account.moderator(tx, person_id)
    found = _cases(tx, message.c.id == message_id, 1, reported=False)
    if not found:
        raise MessageUnknown()
    return found[0]


def unsettled(tx: Transaction, limit: int = 100) -> tuple[Case, ...]:
    """Cases that no moderator has seen to yet, the oldest first, for channels in which moderators alone are.

    Rights are the caller's.
    """
    return _cases(tx, flagged_message.c.processed.is_(False), max(0, min(limit, _MOST)))


def of_messages(tx: Transaction, message_ids: Iterable[str]) -> tuple[Case, ...]:
    """The cases about some messages, settled or not, the oldest first. Rights are the caller's."""
    ids = sorted({one for one in message_ids if is_id(one)})
    parts = (ids[start : start + _MOST] for start in range(0, len(ids), _MOST))
    found = (one for part in parts for one in _cases(tx, message.c.id.in_(part), _MOST))
    return tuple(sorted(found, key=lambda one: (one.raised_at, one.message_id)))


def settle(tx: Transaction, person_id: str, message_id: str) -> None:
    """Leave a reported message as it is: its flags are closed, and more would begin from none."""
    curate.settle(tx, account.moderator(tx, person_id).id, message_id)


def _cases(tx: Transaction, wanted: ColumnElement[bool], limit: int, reported: bool = True) -> tuple[Case, ...]:
    same = and_(message.c.tree_id == flagged_message.c.tree_id, message.c.id == flagged_message.c.message_id)
    rows = tx.execute(
        select(*_COLUMNS)
        .join_from(message, flagged_message, same, isouter=not reported)
        .join(person, person.c.id == message.c.author_id, isouter=True)
        .where(wanted)
        .order_by(flagged_message.c.raised_at, flagged_message.c.message_id)
        .limit(limit)
    ).all()
    if not rows:
        return ()
    said = _complaints(tx, {row.tree_id for row in rows})
    decided = _decisions(tx, {row.id for row in rows if row.processed})
    return tuple(_case(row, said[row.id], decided[row.id]) for row in rows)


def _case(row: Any, said: list[Complaint], decided: list[Decision]) -> Case:
    *values, enabled, author = row
    last = decided[-1] if decided and decided[-1].at >= row.raised_at else None
    all_of_it: tuple[Any, ...] = (*values, tuple(said), author, last, enabled)
    return Case(*all_of_it)


def _complaints(tx: Transaction, tree_ids: set[str]) -> dict[str, list[Complaint]]:
    """What was said with each red flag, newest first, by message."""
    said: dict[str, list[Complaint]] = defaultdict(list)
    query = select(remark.c.message_id, remark.c.text, remark.c.labels, remark.c.created_at).where(
        remark.c.tree_id.in_(tree_ids), _RAISED
    )
    rows: Any = tx.execute(query.order_by(remark.c.created_at.desc(), remark.c.person_id))
    for message_id, text, labels, at in rows:
        said[message_id].append(Complaint(text, labels, at))
    return said


def _decisions(tx: Transaction, message_ids: set[str]) -> dict[str, list[Decision]]:
    """What moderators, or trusted clients, did about messages, in order, by message."""
    decided: dict[str, list[Decision]] = defaultdict(list)
    by = func.coalesce(person.c.name, client.c.name, "")
    query = (
        select(audit.c.subject, audit.c.action, by, audit.c.created_at)
        .join(person, person.c.id == audit.c.person_id, isouter=True)
        .join(client, client.c.id == audit.c.person_id, isouter=True)
        .where(audit.c.subject.in_(message_ids), audit.c.action.in_(_DECISIONS))
    )
    rows: Any = tx.execute(query.order_by(audit.c.created_at, audit.c.id)) if message_ids else ()
    for subject, action, name, at in rows:
        decided[subject].append(Decision(action, name, at))
    return decided
