"""Answers: texts, reviews and ballots take effect at once, in one transaction with all that follows from them."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, insert, literal, or_, select, update

from core.domain import labels as registry
from core.domain.deed import What
from core.domain.errors import (
    AlreadyAnswered,
    OwnMessage,
    Refusal,
    SecondReply,
    TaskDone,
    TaskExpired,
    TaskMismatch,
    TextRepeated,
    TreeClosed,
)
from core.domain.growth import Growth, needs
from core.domain.labels import check_labels, complaints
from core.domain.message import Message
from core.domain.policy import Policy
from core.domain.ranking import check_ballot
from core.domain.route import Route
from core.domain.streak import LONGEST_PAUSE
from core.domain.task import RANK_IN_ROLE, REPLY_IN_ROLE, REVIEW_REPLY_IN_ROLE, Ballot, Family, Kind, Receipt
from core.domain.text import clean_text
from core.domain.tree import State, Tree
from core.service import account, forest, handout
from core.service import needs as supply
from core.service.flags import mark
from core.service.grow import grow
from core.service.receipts import receipt
from core.store.columns import Moment
from core.store.database import LostRace
from core.store.prepared import Prepared
from core.store.tables import OPEN, ballot, message, person, review, task, touch, tree
from core.store.transaction import Transaction
from core.store.upsert import insert_if_missing, insert_missing

_REPEATED = Prepared(
    select(literal(1)).where(
        message.c.author_id == bindparam("of_person"),
        message.c.created_at >= bindparam("since"),
        message.c.text == bindparam("of_text"),
    )
)
_DONE = Prepared(
    update(task)
    .where(task.c.id == bindparam("of_task"))
    .values(state="done", ended_at=bindparam("at"), moved_tree=bindparam("moved"))
)
_AT: ColumnElement[datetime] = bindparam("at", type_=Moment())
_PAUSED = or_(
    person.c.streak_since.is_(None),
    person.c.streak_since > _AT,
    person.c.active_at.is_(None),
    person.c.active_at < bindparam("last", type_=Moment()),
)
_ACTIVE = Prepared(
    update(person)
    .where(person.c.id == bindparam("of_person"), OPEN)
    .values(
        active_at=_AT,
        contributions=person.c.contributions + 1,
        streak_since=case((_PAUSED, _AT), else_=person.c.streak_since),
    )
)
_KEEP_TREE, _KEEP_MESSAGE = Prepared(insert(tree)), Prepared(insert(message))
_KEEP_REVIEW, _KEEP_BALLOT = Prepared(insert(review)), Prepared(insert(ballot))
_BARRED: dict[Family, type[Refusal]] = {
    Family.WRITE: SecondReply,
    Family.REVIEW: AlreadyAnswered,
    Family.RANK: AlreadyAnswered,
}


def submit_text(tx: Transaction, person_id: str, task_id: str, text: str, route: Route) -> Receipt:
    """Store the text of a writing task: a first prompt begins a tree, a reply joins one."""
    return keep_text(tx, handout.find(tx, person_id, task_id), text, route)


def keep_text(tx: Transaction, row: Any, text: str, route: Route) -> Receipt:
    """The same for the locked row of the person's own task."""
    _check_open(tx, row, Family.WRITE)
    text = check_text(tx, row.person_id, row.lang, text)
    if row.kind == Kind.INITIAL_PROMPT:
        return _plant(tx, row, text, route, tx.policy.for_language(row.lang))
    stored, released = _claim(tx, row)
    parent = released.by_id[row.message_id]
    reply = Message(tx.new_id(), parent.id, parent.role.other, parent.depth + 1, row.person_id, tx.now)
    _insert_message(tx, released, reply, text, row.id, route)
    _bar_author(tx, released.id, reply)
    with_reply = replace(stored, tree=replace(stored.tree, messages=(*stored.tree.messages, reply)))
    grown = grow(tx, with_reply, replace(released, messages=(*released.messages, reply)))
    return _finish(tx, row, stored.tree, grown.tree, reply.id)


def check_text(tx: Transaction, person_id: str, lang: str, text: str) -> str:
    """A text as it would be stored; refuse what can't be kept, and what the person sent a short while ago."""
    policy = tx.policy.for_language(lang)
    text = clean_text(text, policy.max_text_length)
    since = tx.now - timedelta(minutes=policy.repeat_minutes)
    if tx.execute(_REPEATED, {"of_person": person_id, "since": since, "of_text": text}).first():
        raise TextRepeated()
    return text


def submit_complete(tx: Transaction, person_id: str, task_id: str, route: Route) -> Receipt:
    """Close a leaf: the user has nothing more to say here."""
    row = handout.find(tx, person_id, task_id)
    _check_open(tx, row, Family.WRITE)
    if row.kind != Kind.PROMPTER_REPLY:
        raise TaskMismatch()
    stored, released = _claim(tx, row)
    grown = grow(tx, stored, forest.with_message(released, id=row.message_id, complete=True))
    return _finish(tx, row, stored.tree, grown.tree, row.message_id)


def submit_review(tx: Transaction, person_id: str, task_id: str, labels: dict[str, float], route: Route) -> Receipt:
    """Store one person's labels for one message; an absent label stays unanswered."""
    return keep_review(tx, handout.find(tx, person_id, task_id), labels, route)


def keep_review(tx: Transaction, row: Any, labels: dict[str, float], route: Route) -> Receipt:
    """The same for the locked row of the person's own task."""
    _check_open(tx, row, Family.REVIEW)
    check_labels(labels, (registry.FULL_SET if row.full else registry.SIMPLE_SET)[Kind(row.kind)])
    stored, released = _claim(tx, row)
    values = {"tree_id": released.id, "message_id": row.message_id, "person_id": row.person_id, "task_id": row.id}
    tx.execute(_KEEP_REVIEW, values | {"labels": labels, "created_at": tx.now, "route": asdict(route)})
    if registry.flags(labels):
        mark(tx, released.id, row.message_id, True)
    one = released.by_id[row.message_id]
    counted = {"reviews": one.reviews + 1, "complaints": one.complaints + complaints(labels)}
    grown = grow(tx, stored, forest.with_message(released, id=one.id, **counted))
    return _finish(tx, row, stored.tree, grown.tree, one.id)


def submit_ballot(tx: Transaction, person_id: str, task_id: str, ballot: Ballot, route: Route) -> Receipt:
    """Store one person's order of the replies under one parent."""
    return keep_ballot(tx, handout.find(tx, person_id, task_id), ballot, route)


def keep_ballot(tx: Transaction, row: Any, ballot: Ballot, route: Route) -> Receipt:
    """The same for the locked row of the person's own task."""
    _check_open(tx, row, Family.RANK)
    check_ballot(ballot, row.shown)
    stored, released = _claim(tx, row)
    _insert_ballot(tx, row, ballot, route)
    parent = released.by_id[row.message_id]
    grown = grow(tx, stored, forest.with_message(released, id=parent.id, ballots=parent.ballots + 1))
    return _finish(tx, row, stored.tree, grown.tree, parent.id)


def bar(tx: Transaction, tree_id: str, person_id: str, barred: list[tuple[str, Kind]]) -> None:
    """Write down what a person may no longer be asked."""
    insert_missing(tx.connection, touch, [_touch(tree_id, person_id, *need) for need in barred])


def open_to(tx: Transaction, person_id: str, row: Any) -> Growth:
    """The locked tree of a task, where it takes such answers and nothing bars the person from giving one."""
    stored = _lock(tx, row)
    if supply.touched(tx, person_id, row.tree_id, row.message_id, Kind(row.kind)):
        raise _barred(stored.tree, row, person_id)
    return stored


def author_bars(one: Message) -> list[tuple[str, Kind]]:
    """What the author of a message is barred from: answering and reviewing it, answering its parent again, and ranking
    it among its siblings (D13, D17)."""
    review_kind = Kind.LABEL_INITIAL_PROMPT if one.parent_id is None else REVIEW_REPLY_IN_ROLE[one.role]
    barred = [(one.id, REPLY_IN_ROLE[one.role.other]), (one.id, review_kind)]
    if one.parent_id is not None:
        barred += [(one.parent_id, REPLY_IN_ROLE[one.role]), (one.parent_id, RANK_IN_ROLE[one.role])]
    return barred


def _check_open(tx: Transaction, row: Any, family: Family) -> None:
    """Refuse an answer to a task that is done or over, or of another family, or from whoever may not contribute."""
    account.check_standing(row)
    if row.state in handout.ENDED:
        raise TaskDone()
    if tx.now > row.closes_at:
        raise TaskExpired()
    if Kind(row.kind).family is not family:
        raise TaskMismatch()


def _claim(tx: Transaction, row: Any) -> tuple[Growth, Tree]:
    """The locked tree as stored, and the same with this task's lease given back; refuse where the need is gone.

    That nothing bars the person from answering is found by barring them from answering again.
    Who still holds the lease needs the need to exist; who comes late needs a unit that nobody else holds, so that no
    late reply takes the place which somebody is writing for (D8).
    """
    stored, need = _lock(tx, row), (row.message_id, Kind(row.kind))
    if not insert_if_missing(tx.connection, touch, _touch(row.tree_id, row.person_id, *need)):
        raise _barred(stored.tree, row, row.person_id)
    if row.state == "lapsed":
        if not handout.has_free(stored, need):
            raise TaskExpired()
        return stored, stored.tree
    if need not in needs(stored.tree, tx.policy.for_language(stored.tree.lang)):
        raise TreeClosed()
    return stored, forest.holding(stored.tree, *need, -1)


def _lock(tx: Transaction, row: Any) -> Growth:
    """The tree of a task, locked; refuse where it takes no such answers any more."""
    stored = forest.lock(tx, row.tree_id)
    if stored is None or row.message_id not in stored.tree.by_id:
        raise TreeClosed()
    if Kind(row.kind).family is Family.WRITE and stored.tree.state is not State.GROWING:
        raise TreeClosed()
    return stored


def _touch(tree_id: str, person_id: str, message_id: str, kind: Kind) -> dict[str, str]:
    return {"tree_id": tree_id, "message_id": message_id, "person_id": person_id, "kind": kind}


def _barred(tree: Tree, row: Any, person_id: str) -> Refusal:
    """Why something bars a person from an opening: they wrote what it is about, or did before what it asks."""
    one, kind = tree.by_id[row.message_id], Kind(row.kind)
    concerned = tree.replies(one) if kind.family is Family.RANK else [one]
    if any(said.author_id == person_id for said in concerned):
        return OwnMessage()
    return _BARRED[kind.family]()


def _plant(tx: Transaction, row: Any, text: str, route: Route, policy: Policy) -> Receipt:
    """A new tree from a first prompt."""
    if row.state == "held":
        handout.hold_prompt(tx, row.lang, -1)
    elif not handout.has_room_for_prompt(tx, row.lang):
        raise TaskExpired()
    root = sow(tx, row.person_id, row.lang, text, policy, task_id=row.id, route=route)
    return _finish(tx, row, root, root, root.id)


def sow(
    tx: Transaction,
    author_id: str,
    lang: str,
    text: str,
    policy: Policy,
    *,
    task_id: str | None = None,
    route: Route | None = None,
    origin: str | None = None,
) -> Tree:
    """A new tree whose prompt waits for its reviews."""
    goal = policy.goal_size
    if policy.random_goal_size and policy.min_goal_size < goal:
        goal = tx.chance.randint(policy.min_goal_size, goal)
    root = Message(tx.new_id(), None, Kind.INITIAL_PROMPT.role, 0, author_id, tx.now)
    new = Tree(root.id, lang, State.INITIAL_PROMPT_REVIEW, goal, policy.max_depth, policy.max_children, (root,))
    values = {"id": new.id, "lang": lang, "state": new.state, "goal_size": goal, "origin": origin}
    caps = {"max_depth": new.max_depth, "max_children": new.max_children}
    dates = {"created_at": tx.now, "moved_at": tx.now}
    tx.execute(_KEEP_TREE, values | caps | dates | {"author_id": author_id})
    _insert_message(tx, new, root, text, task_id, route)
    _bar_author(tx, new.id, root)
    forest.count_states(tx, lang, entered=new.state)
    return grow(tx, Growth(new, ()), new).tree


def _insert_message(
    tx: Transaction, tree: Tree, one: Message, text: str, task_id: str | None, route: Route | None
) -> None:
    values = {
        "tree_id": tree.id,
        "id": one.id,
        "parent_id": one.parent_id,
        "author_id": one.author_id,
        "client_id": tx.client,
        "task_id": task_id,
        "role": one.role,
        "lang": tree.lang,  # always the tree's (D10)
        "text": text,
        "depth": one.depth,
        "created_at": one.created_at,
        "route": asdict(route) if route else None,
    }
    tx.execute(_KEEP_MESSAGE, values)


def _insert_ballot(tx: Transaction, row: Any, given: Ballot, route: Route) -> None:
    values = {"tree_id": row.tree_id, "message_id": row.message_id, "person_id": row.person_id, "task_id": row.id}
    order = {"places": given.places, "unacceptable": given.unacceptable, "shown": row.shown}
    tx.execute(_KEEP_BALLOT, values | order | {"created_at": tx.now, "route": asdict(route)})


def _bar_author(tx: Transaction, tree_id: str, one: Message) -> None:
    if one.author_id is not None:
        bar(tx, tree_id, one.author_id, author_bars(one))


def _finish(tx: Transaction, row: Any, before: Tree, after: Tree, message_id: str) -> Receipt:
    """Close the task and say what its answer brought about."""
    moved = before.state is not after.state
    tx.execute(_DONE, {"of_task": row.id, "at": tx.now, "moved": moved})
    if not tx.execute(_ACTIVE, {"of_person": row.person_id, "at": tx.now, "last": tx.now - LONGEST_PAUSE}).rowcount:
        raise LostRace()  # against whoever closed the account, or made it another's
    tx.note(What.ANSWERED, row.kind, row.lang)
    return receipt(tx, row, before, after, message_id)
