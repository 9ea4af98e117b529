"""How a collection is doing, language by language, for whoever operates it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from core.domain.task import Kind
from core.domain.tree import State
from core.service import queues
from core.service.queues import Queue
from core.store.days import day_number, day_of
from core.store.tables import language, message, task, tree
from core.store.transaction import Transaction

ACTIVE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Judged:
    """How many texts got a verdict from reviews made here, and how many of these were rejected."""

    total: int = 0
    rejected: int = 0


@dataclass(slots=True)
class Condition:
    """One language; messages that were deleted are left out everywhere but among the judged."""

    lang: str
    trees: dict[State, int] = field(default_factory=dict)
    messages: int = 0
    accepted: int = 0
    prompts_judged: Judged = Judged()
    replies_judged: Judged = Judged()
    active_people: int = 0  # who answered anything in the last seven days
    wanted: list[Queue] = field(default_factory=list)

    @property
    def all_trees(self) -> int:
        """Trees in every state."""
        return sum(self.trees.values())


class _ByLanguage(dict[str, Condition]):
    def __missing__(self, lang: str) -> Condition:
        return self.setdefault(lang, Condition(lang))


def overview(tx: Transaction) -> list[Condition]:
    """Every language that has a tree or is asked for one, the largest first."""
    found = _ByLanguage({lang: Condition(lang) for lang in tx.execute(select(language.c.lang)).scalars()})
    for lang, state, count in tx.execute(_trees()):
        found[lang].trees[State(state)] = count
    for lang, count, accepted, *judged in tx.execute(_messages()):
        one = found[lang]
        one.messages, one.accepted = count, accepted
        one.prompts_judged, one.replies_judged = Judged(*judged[:2]), Judged(*judged[2:])
    for lang, people in tx.execute(_active(tx.now)):
        found[lang].active_people = people
    for queue in sorted(queues.find(tx, sorted(found)), key=lambda queue: list(Kind).index(queue.kind)):
        found[queue.lang].wanted.append(queue)
    return sorted(found.values(), key=lambda one: (-one.all_trees, -one.messages, one.lang))


def messages_per_day(tx: Transaction, days: int) -> dict[date, dict[str, int]]:
    """Messages that stand, by the day they were written in UTC and by language; days without any are left out."""
    day = day_number(message.c.created_at, tx.connection.dialect.name).label("day")
    since = tx.now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days - 1)
    counted = (
        select(day, message.c.lang, func.count())
        .where(message.c.deleted.is_(False), message.c.created_at >= since)
        .group_by(day, message.c.lang)
        .order_by(day, message.c.lang)
    )
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for number, lang, count in tx.execute(counted):
        found[day_of(number)][lang] = count
    return dict(found)


def _trees() -> Select[Any]:
    counted = select(tree.c.lang, tree.c.state, func.count()).group_by(tree.c.lang, tree.c.state)
    return counted.order_by(tree.c.lang, tree.c.state)


def _messages() -> Select[Any]:
    standing = message.c.deleted.is_(False)
    prompt, reply = message.c.parent_id.is_(None), message.c.parent_id.is_not(None)
    return select(
        message.c.lang,
        func.count().filter(standing),
        func.count().filter(standing, message.c.verdict.is_(True)),
        *_judged(prompt),
        *_judged(reply),
    ).group_by(message.c.lang)


def _judged(which: ColumnElement[bool]) -> Iterator[ColumnElement[int]]:
    """What a release or a decree says was judged by others."""
    here = (which, message.c.decreed.is_(False))
    yield func.count().filter(*here, message.c.verdict.is_not(None))
    yield func.count().filter(*here, message.c.verdict.is_(False))


def _active(now: datetime) -> Select[Any]:
    week = now - timedelta(days=ACTIVE_DAYS)
    answered = (task.c.state == "done", task.c.ended_at >= week)
    return select(task.c.lang, func.count(distinct(task.c.person_id))).where(*answered).group_by(task.c.lang)
