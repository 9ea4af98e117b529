"""Hard deletion: what somebody gave is cut out with all that was built on it, and counted again without it (D38)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update

from core.domain.emoji import Emoji
from core.domain.growth import removed_with
from core.domain.task import Kind
from core.service import account, appointments, excision, exhaustion, footprint, forest, handout, parting, recount
from core.service.audit import note
from core.service.excision import Cut
from core.service.footprint import DEEDS
from core.store.tables import (
    call,
    exhausted,
    flagged_message,
    message,
    news,
    person,
    reaction,
    revision,
    score,
    task,
)
from core.store.transaction import Transaction

_OWN = (news, call, exhausted, score)


def purge(tx: Transaction, by: str, person_id: str, *, ban: bool) -> Cut:
    """Remove all that a person ever gave, and what others built on it; `ban` closes the account for good.

    The account itself stays, so that whoever was banned is known by it. Rights are the caller's.
    """
    account.get(tx, person_id)
    note(tx, by, "purge", person_id)
    trees = footprint.hold_still(tx, [person_id])
    parting.halt_waiting(tx, person_id)
    cut = _cut_texts(tx, message.c.author_id == person_id)
    for tree_id in sorted(trees):
        _remove_deeds(tx, tree_id, person_id)
    _remove_beside(tx, person_id)
    _recount(tx, trees | cut.wounded, cut.people | {person_id})
    values: dict[str, Any] = {"active_at": None, "streak_since": None}
    values |= {"enabled": False, "deleted": True, "moderator": False} if ban else {}
    tx.execute(update(person).where(person.c.id == person_id).values(**values))
    if ban:
        appointments.forget(tx, person_id)
    return cut


def purge_texts(
    tx: Transaction, by: str, person_id: str, *, prompts: bool, since: datetime | None, until: datetime | None
) -> Cut:
    """Remove a person's replies of a time, both ends included, and what others built on them; their prompts, too, if
    those are meant. Rights are the caller's."""
    account.get(tx, person_id)
    note(tx, by, "purge_texts", person_id)
    footprint.hold_still(tx, [person_id])
    which = [message.c.author_id == person_id]
    if not prompts:
        which.append(message.c.parent_id.is_not(None))
    if since is not None:
        which.append(message.c.created_at >= since)
    if until is not None:
        which.append(message.c.created_at <= until)
    cut = _cut_texts(tx, *which)
    _recount(tx, cut.wounded, cut.people | {person_id})
    return cut


def _cut_texts(tx: Transaction, *which: ColumnElement[bool]) -> Cut:
    """Cut some texts out: a prompt with its whole tree, a reply with everything below it."""
    cut = Cut()
    found = tx.execute(select(message.c.tree_id, message.c.id).where(*which).order_by(message.c.tree_id)).all()
    for tree_id in dict.fromkeys(row.tree_id for row in found):
        ids = {row.id for row in found if row.tree_id == tree_id}
        cut += excision.cut_tree(tx, tree_id) if tree_id in ids else _cut_replies(tx, tree_id, ids)
    return cut


def _cut_replies(tx: Transaction, tree_id: str, ids: set[str]) -> Cut:
    stored = forest.lock(tx, tree_id)
    if stored is None:
        return Cut()
    there = [stored.tree.by_id[one] for one in ids if one in stored.tree.by_id]
    return excision.cut_replies(tx, stored, set().union(*(removed_with(stored.tree, one) for one in there)))


def _recount(tx: Transaction, trees: set[str], people: set[str]) -> None:
    """Make true what is derived, once all is removed: no tree moves on by what is about to go."""
    for tree_id in sorted(trees):
        recount.repair_tree(tx, tree_id)
    for one in people:
        exhaustion.forget(tx, one)
    recount.recount_people(tx, people)


def _remove_deeds(tx: Transaction, tree_id: str, person_id: str) -> None:
    """Remove what a person did to the texts of others."""
    red_flags = select(reaction.c.message_id).where(_of(reaction, tree_id), reaction.c.emoji == Emoji.RED_FLAG)
    raised = tx.execute(red_flags.where(reaction.c.person_id == person_id)).scalars().all()
    for table in DEEDS:
        tx.execute(delete(table).where(_of(table, tree_id), table.c.person_id == person_id))
    edited = (_of(revision, tree_id), revision.c.editor_id == person_id)
    tx.execute(update(revision).where(*edited).values(editor_id=None))
    theirs = select(task.c.id).where(_of(task, tree_id), task.c.person_id == person_id)
    excision.forget_tasks(tx, tx.execute(theirs).scalars().all())
    unflagged = (flagged_message.c.message_id.in_(raised), flagged_message.c.message_id.not_in(red_flags))
    tx.execute(delete(flagged_message).where(_of(flagged_message, tree_id), *unflagged))


def _remove_beside(tx: Transaction, person_id: str) -> None:
    """Remove what belongs to no tree: tasks to write first prompts, news, calls, scores."""
    of_no_tree = (
        task.c.person_id == person_id,
        task.c.tree_id.is_(None),
    )  # a task that came in late lapses
    left = tx.execute(select(task.c.id, task.c.kind, task.c.lang, task.c.state).where(*of_no_tree)).all()
    for row in left:
        if row.state == "held" and row.kind == Kind.INITIAL_PROMPT:
            handout.hold_prompt(tx, row.lang, -1)
    excision.forget_tasks(tx, [row.id for row in left])
    for table in _OWN:
        tx.execute(delete(table).where(table.c.person_id == person_id))


def _of(table: Table, tree_id: str) -> ColumnElement[bool]:
    return table.c.tree_id == tree_id
