"""What everybody did in a frame, counted from the facts by a handful of statements."""

from collections import defaultdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, and_, func, select

from core.domain.message import Role
from core.domain.score import Deeds
from core.domain.task import Family, Kind
from core.store.json_rows import Nested, nested
from core.store.tables import ballot, message, task
from core.store.transaction import Transaction

_REVIEWS = tuple(kind for kind in Kind if kind.family is Family.REVIEW)
# What came with a release was written elsewhere: its authors stand on no board here.
_WRITTEN_HERE = (message.c.task_id.is_not(None), message.c.author_id.is_not(None))


def tally(tx: Transaction, since: datetime | None) -> dict[str, Deeds]:
    """The deeds of all who did anything since then, by person.

    Texts count by the day they were written unless they are deleted, reviews by the day their task was taken, and what
    ballots say by the day they were cast. A ballot is good when a reply that it puts first turned out to be the best of
    all (D33); until its tree is scored it isn't yet. Replies that a ballot puts in one place share it.
    """
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for query in (_texts(since), _reviews(since), _ballots(since), _good_ballots(tx, since), _places(tx, since)):
        for person_id, *numbers in tx.execute(query):
            if person_id is not None:  # as of the author of what came with a release
                counted[person_id].update(zip(query.selected_columns.keys()[1:], numbers, strict=True))
    return {person_id: deeds for person_id, found in counted.items() if (deeds := Deeds(**found)) != Deeds()}


def _texts(since: datetime | None) -> Select[Any]:
    prompt, accepted = message.c.parent_id.is_(None), message.c.verdict.is_(True)
    assistant = message.c.role == Role.ASSISTANT
    prompter = and_(message.c.parent_id.is_not(None), message.c.role == Role.PROMPTER)
    return _by(
        message.c.author_id,
        _count("prompts", prompt),
        _count("replies_assistant", assistant),
        _count("replies_prompter", prompter),
        _count("accepted_prompts", prompt, accepted),
        _count("accepted_replies_assistant", assistant, accepted),
        _count("accepted_replies_prompter", prompter, accepted),
    ).where(*_WRITTEN_HERE, message.c.deleted.is_(False), *_since(message, since))


def _reviews(since: datetime | None) -> Select[Any]:
    full, simple = task.c.full.is_(True), task.c.full.is_(False)
    counted = _by(task.c.person_id, _count("labels_simple", simple), _count("labels_full", full))
    return counted.where(task.c.state == "done", task.c.kind.in_(_REVIEWS), *_since(task, since))


def _ballots(since: datetime | None) -> Select[Any]:
    return _by(ballot.c.person_id, func.count().label("rankings_total")).where(*_since(ballot, since))


def _good_ballots(tx: Transaction, since: datetime | None) -> Select[Any]:
    """One reply of a parent is the best, so that no ballot is counted twice."""
    reply = nested(ballot.c.places, tx.connection.dialect.name)
    counted = _by(ballot.c.person_id, func.count().label("rankings_good")).select_from(ballot, *reply.sources)
    return counted.where(reply.place == 0, _of(reply, message.c.rank) == 0, *_since(ballot, since))


def _places(tx: Transaction, since: datetime | None) -> Select[Any]:
    reply = nested(ballot.c.places, tx.connection.dialect.name)
    author = _of(reply, message.c.author_id, *_WRITTEN_HERE)
    counts = (_count(f"reply_ranked_{place + 1}", reply.place == place) for place in range(3))
    counted = _by(author, *counts).select_from(ballot, *reply.sources)
    return counted.where(reply.place < 3, *_since(ballot, since))


def _by(person_id: ColumnElement[Any], *counts: ColumnElement[int]) -> Select[Any]:
    who = person_id.label("person_id")
    return cast(Select[Any], select(who, *counts).group_by(who))


def _of(reply: Nested, column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    """Something about the reply itself; not by a join, lest a database begin with all the messages."""
    key = (message.c.tree_id == ballot.c.tree_id, message.c.id == reply.id)
    return select(column).where(*key, *conditions).correlate(ballot, *reply.sources).scalar_subquery()


def _count(name: str, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(and_(*conditions)).label(name)


def _since(table: Table, since: datetime | None) -> list[ColumnElement[bool]]:
    return [] if since is None else [table.c.created_at >= since]
