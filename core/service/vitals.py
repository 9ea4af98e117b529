"""What shows whether a collection lives: what waits, what people hold, how the gates decide, how the janitor does."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, distinct, func, or_, select

from core.domain.task import Family, Kind
from core.service import janitor
from core.service.queues import Queue, find
from core.store.columns import Moment
from core.store.prepared import Prepared
from core.store.tables import HELD, chore, flagged_message, language, message, task, tree
from core.store.transaction import Transaction, earliest_id

DAY = timedelta(days=1)  # over which gates, endings and reports are counted
MOST_LANGUAGES = 100  # anybody can ask for one more: the busiest are enough to look at

_SINCE = bindparam("since", type_=Moment())
_LANGUAGES = Prepared(
    select(language.c.lang)
    .order_by((language.c.growing + language.c.reviewing + language.c.waiting).desc(), language.c.lang)
    .limit(MOST_LANGUAGES)
)
_HELD = Prepared(
    select(task.c.kind, func.count(), func.min(task.c.created_at))
    .where(task.c.state == HELD)
    .group_by(task.c.kind)
    .order_by(task.c.kind)
)
_TREES = Prepared(select(tree.c.lang, tree.c.state, func.count()).group_by(tree.c.lang, tree.c.state))
_LATELY = and_(task.c.id >= bindparam("first"), task.c.ended_at >= _SINCE)  # ids are time-ordered: no scan of all tasks
_ENDED = Prepared(select(task.c.kind, task.c.state, func.count()).where(_LATELY).group_by(task.c.kind, task.c.state))
_DECIDED = Prepared(
    select(task.c.kind, task.c.lang, message.c.verdict, func.count(distinct(message.c.id)))
    .join(message, and_(message.c.tree_id == task.c.tree_id, message.c.id == task.c.message_id))
    .where(_LATELY, task.c.state == "done", message.c.verdict.is_not(None))
    .where(or_(*(task.c.kind == kind for kind in Kind if kind.family is Family.REVIEW)))
    .group_by(task.c.kind, task.c.lang, message.c.verdict)
)
_REPORTED = Prepared(
    select(message.c.lang, func.count())
    .join_from(
        flagged_message,
        message,
        and_(message.c.tree_id == flagged_message.c.tree_id, message.c.id == flagged_message.c.message_id),
    )
    .where(flagged_message.c.raised_at >= _SINCE)
    .group_by(message.c.lang)
)
_UNSEEN = Prepared(select(func.count()).where(flagged_message.c.processed.is_(False)))
_UNTIL = Prepared(select(chore.c.until).where(chore.c.name == "janitor"))


@dataclass(frozen=True, slots=True)
class Held:
    """Tasks in people's hands, and how long ago the oldest was handed out."""

    kind: Kind
    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Gate:
    """What reviews have decided within a day on texts of one kind in one language."""

    kind: Kind
    lang: str
    accepted: int
    rejected: int

    @property
    def reject_rate(self) -> float:
        """Rejected of all that were decided."""
        return self.rejected / (self.accepted + self.rejected)


def languages(tx: Transaction) -> tuple[str, ...]:
    """The languages that are worth a look, the busiest first."""
    return tuple(tx.execute(_LANGUAGES).scalars())


def queues(tx: Transaction) -> list[tuple[Queue, float]]:
    """What waits for somebody to take it, and for how many seconds the oldest of each has."""
    return [(one, _seconds(tx, one.since)) for one in find(tx, languages(tx))]


def held(tx: Transaction) -> list[Held]:
    """What people have in their hands."""
    return [Held(Kind(kind), count, _seconds(tx, since)) for kind, count, since in tx.execute(_HELD)]


def trees(tx: Transaction) -> list[tuple[str, str, int]]:
    """How many trees of each language are in each state."""
    return [(lang, state, count) for lang, state, count in tx.execute(_TREES)]


def endings(tx: Transaction) -> dict[tuple[Kind, str], int]:
    """How many tasks of a kind ended within a day as done, skipped or lapsed."""
    return {(Kind(kind), state): count for kind, state, count in tx.execute(_ENDED, _lately(tx))}


def gates(tx: Transaction) -> list[Gate]:
    """How the gates have decided within a day."""
    counts: dict[tuple[str, str], list[int]] = {}
    for kind, lang, verdict, count in tx.execute(_DECIDED, _lately(tx)):
        counts.setdefault((Kind(kind).removeprefix("label_"), lang), [0, 0])[0 if verdict else 1] = count
    return [Gate(Kind(kind), lang, *both) for (kind, lang), both in sorted(counts.items())]


def reports(tx: Transaction) -> dict[str, int]:
    """On how many messages of each language a red flag was raised within a day."""
    return dict(iter(tx.execute(_REPORTED, {"since": tx.now - DAY})))


def unseen_reports(tx: Transaction) -> int:
    """How many flagged messages no moderator has looked at."""
    return int(tx.execute(_UNSEEN).scalar_one())


def janitor_age(tx: Transaction) -> float | None:
    """How many seconds ago the janitor was last seen at work; None if never."""
    until: datetime | None = tx.execute(_UNTIL).scalar_one_or_none()
    return None if until is None else _seconds(tx, until - timedelta(seconds=janitor.ROUND_SECONDS))


def _lately(tx: Transaction) -> dict[str, Any]:
    """A task that ended within a day was made within a day and its longest validity."""
    policy = tx.policy
    longest = max(policy.task_validity_minutes, policy.lease_minutes_text, policy.lease_minutes_review)
    since = tx.now - DAY
    return {"since": since, "first": earliest_id(since - timedelta(minutes=longest))}


def _seconds(tx: Transaction, since: datetime) -> float:
    return max(0.0, (tx.now - since).total_seconds())
