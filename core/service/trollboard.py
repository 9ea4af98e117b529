"""Trollboards: what others said against people's messages, counted whenever a moderator asks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all

from core.domain.emoji import Emoji
from core.domain.score import Frame, Trouble
from core.domain.tree import State
from core.service.profiles import Profile, profiles
from core.store.tables import message, reaction, remark, review, tree
from core.store.transaction import Transaction

HITS = ("spam", "lang_mismatch", "not_appropriate", "pii", "hate_speech", "sexual_content", "political_content")
_SCALES = ("quality", "humor", "toxicity", "violence", "helpfulness")


@dataclass(frozen=True, slots=True)
class Troll:
    """One row of a trollboard; `rank` is 1 for whoever most is said against."""

    person: Profile
    rank: int
    trouble: Trouble
    highlighted: bool = False


def trolls(
    tx: Transaction, frame: Frame, limit: int, enabled: bool | None = None, person_id: str | None = None
) -> list[Troll]:
    """All who wrote something in a frame, the worst first; only enabled or only disabled people, if one is wanted.

    Their place among all stays the same whomever one asks for, and the account of one of them may be highlighted.
    """
    troubles = find_trouble(tx, frame.start(tx.now))
    people = profiles(tx, troubles)
    order = sorted(people, key=lambda one: (-troubles[one].score, one))
    ranked = (Troll(people[one], rank, troubles[one], one == person_id) for rank, one in enumerate(order, 1))
    return [one for one in ranked if enabled is None or one.person.enabled is enabled][:limit]


def find_trouble(tx: Transaction, since: datetime | None) -> dict[str, Trouble]:
    """What was said against the messages that people wrote since then, by author.

    Labels of reviews and of remarks are added up as they were given, so that half a label is half a hit (D32). Flags
    that a moderator has closed count no more; neither does anything about a message that was deleted since, except
    that a tree which ended for its prompt's sake stays one.
    """
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for query in (_flags(since), _votes(since), _labels(since), _spam_prompts(since)):
        for person_id, *numbers in tx.execute(query):
            found[person_id].update(zip(query.selected_columns.keys()[1:], numbers, strict=True))
    return {person_id: Trouble(**numbers) for person_id, numbers in found.items()}


def _flags(since: datetime | None) -> Select[Any]:
    return (
        select(message.c.author_id, func.sum(message.c.red_flags).label("red_flags"))
        .where(*_standing(since))
        .group_by(message.c.author_id)
    )


def _votes(since: datetime | None) -> Select[Any]:
    return (
        select(
            message.c.author_id,
            func.count().filter(reaction.c.emoji == Emoji.UP).label("upvotes"),
            func.count().filter(reaction.c.emoji == Emoji.DOWN).label("downvotes"),
        )
        .join(reaction, and_(reaction.c.tree_id == message.c.tree_id, reaction.c.message_id == message.c.id))
        .where(*_standing(since), reaction.c.emoji.in_((Emoji.UP, Emoji.DOWN)))
        .group_by(message.c.author_id)
    )


def _labels(since: datetime | None) -> Select[Any]:
    given = union_all(*(select(one.c.tree_id, one.c.message_id, one.c.labels) for one in (review, remark))).subquery(
        "given"
    )
    sums = (func.coalesce(func.sum(given.c.labels[name].as_float()), 0.0).label(name) for name in HITS)
    means = (func.avg(given.c.labels[name].as_float()).label(name) for name in _SCALES)
    return (
        select(message.c.author_id, *sums, *means)
        .join(given, and_(given.c.tree_id == message.c.tree_id, given.c.message_id == message.c.id))
        .where(*_standing(since))
        .group_by(message.c.author_id)
    )


def _spam_prompts(since: datetime | None) -> Select[Any]:
    return (
        select(message.c.author_id, func.count().label("spam_prompts"))
        .join(tree, and_(tree.c.id == message.c.tree_id, tree.c.id == message.c.id))
        .where(*_written(since), tree.c.state == State.ABORTED_LOW_GRADE)
        .group_by(message.c.author_id)
    )


def _standing(since: datetime | None) -> Iterator[ColumnElement[bool]]:
    yield from _written(since)
    yield message.c.deleted.is_(False)


def _written(since: datetime | None) -> Iterator[ColumnElement[bool]]:
    """Messages that somebody wrote here; what came with a release is nobody's here."""
    yield message.c.author_id.is_not(None)
    yield message.c.task_id.is_not(None)
    if since is not None:
        yield message.c.created_at >= since
