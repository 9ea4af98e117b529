"""The full check: everything derived, found again from the facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isclose
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from core.domain.growth import Growth, advance
from core.domain.labels import complaints
from core.domain.message import Message
from core.domain.task import REPLY_KINDS, Family, Kind, SkipReason
from core.domain.tree import State, Tree
from core.service import forest
from core.service.contribute import author_bars, bar
from core.service.flags import count_red_flags, is_flagged, mark
from core.service.grow import grow
from core.service.retract import count_skips
from core.service.scoring import RANKED_FIRST
from core.store.prepared import Prepared
from core.store.tables import ballot, language, message, person, review, task, touch, tree
from core.store.transaction import Transaction

TouchKey = tuple[str, str, str]  # message id, person id, kind

_TREES = Prepared(select(tree.c.id).where(tree.c.id > bindparam("after")).order_by(tree.c.id).limit(bindparam("most")))
_REVIEWS = Prepared(
    select(review.c.message_id, review.c.person_id, review.c.labels).where(review.c.tree_id == bindparam("of_tree"))
)
_BALLOTS = Prepared(select(ballot.c.message_id, ballot.c.person_id).where(ballot.c.tree_id == bindparam("of_tree")))
_TASKS = Prepared(
    select(task.c.id, task.c.message_id, task.c.person_id, task.c.kind, task.c.state, task.c.reason).where(
        task.c.tree_id == bindparam("of_tree"), task.c.state != "lapsed"
    )
)
_TOUCHES = Prepared(
    select(touch.c.message_id, touch.c.person_id, touch.c.kind).where(touch.c.tree_id == bindparam("of_tree"))
)
_WRITTEN = Prepared(
    select(message.c.task_id).where(message.c.tree_id == bindparam("of_tree"), message.c.task_id.is_not(None))
)
_FLAGGED = Prepared(
    select(message.c.id, message.c.flagged, message.c.imported)
    .where(message.c.tree_id == bindparam("of_tree"))
    .order_by(message.c.id)
)
_RECOUNT_PERSON = Prepared(
    update(person)
    .where(person.c.id == bindparam("of_person"))
    .values(
        contributions=select(func.count())
        .where(task.c.person_id == person.c.id, task.c.state == "done")
        .scalar_subquery(),
        first_ranks=select(func.count()).where(message.c.author_id == person.c.id, *RANKED_FIRST).scalar_subquery(),
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where what is written down differs from what the facts say."""

    subject: str  # a tree's, person's or language's id
    what: str
    stored: str
    found: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """A tree as stored, the same counted again, and its touches and flags likewise."""

    stored: Growth
    counted: Tree
    touches: set[TouchKey]
    expected: set[TouchKey]
    misflagged: dict[str, bool]  # message id: whether it should be flagged


def tree_ids(tx: Transaction, after: str, limit: int = 500) -> list[str]:
    """Ids of trees in order, from one on: checks go through the store in pieces."""
    return list(tx.execute(_TREES, {"after": after, "most": limit}).scalars())


def check_tree(tx: Transaction, tree_id: str) -> list[Finding]:
    """What is wrong with one tree: counters, verdicts, state, openings, touches."""
    facts = _facts(tx, tree_id)
    if facts is None:
        return []
    grown = advance(facts.counted, tx.policy.for_language(facts.counted.lang))
    return list(_differences(facts, grown))


def repair_tree(tx: Transaction, tree_id: str) -> list[Finding]:
    """Write what a check of one tree finds; returns what was found."""
    facts = _facts(tx, tree_id)
    if facts is None:
        return []
    grown = advance(facts.counted, tx.policy.for_language(facts.counted.lang))
    findings = list(_differences(facts, grown))
    if findings:
        for message_id, person_id, kind in facts.expected - facts.touches:
            bar(tx, tree_id, person_id, [(message_id, Kind(kind))])
        for message_id, person_id, kind in facts.touches - facts.expected:
            key = (touch.c.tree_id == tree_id, touch.c.message_id == message_id)
            tx.execute(delete(touch).where(*key, touch.c.person_id == person_id, touch.c.kind == kind))
        for message_id, flagged in facts.misflagged.items():
            mark(tx, tree_id, message_id, flagged)
        grow(tx, facts.stored, facts.counted)
    return findings


def check_languages(tx: Transaction) -> list[Finding]:
    """Whether the counters of each language agree with its trees and tasks."""
    states = tx.execute(select(tree.c.lang, tree.c.state, func.count()).group_by(tree.c.lang, tree.c.state))
    counted = {(lang, state): count for lang, state, count in states}
    prompts = tx.execute(
        select(task.c.lang, func.count())
        .where(task.c.state == "held", task.c.kind == Kind.INITIAL_PROMPT)
        .group_by(task.c.lang)
    )
    held = dict(iter(prompts))
    found = []
    for row in tx.execute(select(language).order_by(language.c.lang)):
        stored = (row.reviewing, row.waiting, row.growing, row.prompts_held)
        states_of = (State.INITIAL_PROMPT_REVIEW, State.PROMPT_LOTTERY_WAITING, State.GROWING)
        facts = (*(counted.get((row.lang, state), 0) for state in states_of), held.get(row.lang, 0))
        if stored != facts:
            found.append(Finding(row.lang, "language", str(stored), str(facts)))
    return found


def repair_languages(tx: Transaction) -> list[Finding]:
    """Write what a check of the languages finds."""
    findings = check_languages(tx)
    for one in findings:
        numbers = [int(number) for number in one.found.strip("()").split(",")]
        names = ("reviewing", "waiting", "growing", "prompts_held")
        values: Any = dict(zip(names, numbers, strict=True))
        tx.execute(update(language).where(language.c.lang == one.subject).values(**values))
    return findings


def check_people(tx: Transaction) -> list[Finding]:
    """Whether each person's numbers agree with the tasks they did and the places their replies got."""
    done = select(task.c.person_id, func.count()).where(task.c.state == "done").group_by(task.c.person_id)
    first = select(message.c.author_id, func.count()).where(*RANKED_FIRST).group_by(message.c.author_id)
    counted = {"contributions": dict(map(tuple, tx.execute(done))), "first_ranks": dict(map(tuple, tx.execute(first)))}
    return [
        Finding(row.id, name, str(getattr(row, name)), str(numbers.get(row.id, 0)))
        for row in tx.execute(select(person.c.id, person.c.contributions, person.c.first_ranks).order_by(person.c.id))
        for name, numbers in counted.items()
        if getattr(row, name) != numbers.get(row.id, 0)
    ]


def repair_people(tx: Transaction) -> list[Finding]:
    """Write what a check of the people finds."""
    findings = check_people(tx)
    for one in findings:
        tx.execute(update(person).where(person.c.id == one.subject).values({one.what: int(one.found)}))
    return findings


def recount_people(tx: Transaction, person_ids: Iterable[str]) -> None:
    """Write the numbers of some people as the facts say them."""
    if rows := [{"of_person": one} for one in sorted(person_ids)]:
        tx.execute(_RECOUNT_PERSON, rows)


def _facts(tx: Transaction, tree_id: str) -> _Facts | None:
    stored = forest.lock(tx, tree_id)
    if stored is None:
        return None
    stored = replace(stored, openings=forest.openings(tx, tree_id))
    of_tree = {"of_tree": tree_id}
    reviews = tx.execute(_REVIEWS, of_tree).all()
    ballots = tx.execute(_BALLOTS, of_tree).all()
    tasks = [row for row in tx.execute(_TASKS, of_tree) if row.message_id in stored.tree.by_id]
    written = set(tx.execute(_WRITTEN, of_tree).scalars())
    given = Counter(row.message_id for row in reviews)
    against = Counter[str]()
    for row in reviews:
        against[row.message_id] += complaints(row.labels)  # type: ignore[assignment]
    cast = Counter(row.message_id for row in ballots)
    closed = {row.message_id for row in tasks if _closes(row, written)}
    messages = tuple(
        replace(
            one,
            reviews=given[one.id],
            complaints=one.complaints if isclose(one.complaints, against[one.id], abs_tol=1e-6) else against[one.id],
            ballots=cast[one.id],
            skips=count_skips(tx, tree_id, one.id),
            red_flags=count_red_flags(tx, tree_id, one.id),
            complete=one.id in closed,
        )
        for one in stored.tree.messages
    )
    held = Counter((str(row.message_id), str(row.kind)) for row in tasks if row.state == "held")
    touches = {(row.message_id, row.person_id, row.kind) for row in tx.execute(_TOUCHES, of_tree)}
    expected = {bar for one in messages for bar in _author_touches(one)}
    expected |= {(row.message_id, row.person_id, row.kind) for row in tasks if _bars(row, written)}
    counted = replace(stored.tree, messages=messages, held=dict(held))
    return _Facts(stored, counted, touches, expected, _misflagged(tx, tree_id))


def _misflagged(tx: Transaction, tree_id: str) -> dict[str, bool]:
    """Messages whose flag says something else than the reviews and reports; what a release flagged stays flagged."""
    found = {}
    for message_id, flagged, imported in tx.execute(_FLAGGED, {"of_tree": tree_id}):
        expected = is_flagged(tx, tree_id, message_id) or (flagged and imported is not None)
        if flagged != expected:
            found[message_id] = expected
    return found


def _bars(row: Any, written: set[str]) -> bool:
    """Whether an ended task bars its person from the opening: answered or declined for its own sake."""
    if row.state == "done":
        return Kind(row.kind).family is not Family.WRITE or _closes(row, written)
    return bool(row.state == "skipped" and row.reason != SkipReason.NOT_NOW)


def _closes(row: Any, written: set[str]) -> bool:
    """Whether a task was answered with "the conversation is complete here"."""
    return row.state == "done" and row.kind in REPLY_KINDS and row.id not in written


def _author_touches(one: Message) -> list[TouchKey]:
    if one.author_id is None:
        return []
    return [(message_id, one.author_id, str(kind)) for message_id, kind in author_bars(one)]


def _differences(facts: _Facts, grown: Growth) -> Iterator[Finding]:
    stored, after = facts.stored.tree, grown.tree
    for one in after.messages:
        if one != stored.by_id[one.id]:
            yield Finding(stored.id, f"message {one.id}", str(stored.by_id[one.id]), str(one))
    if stored.state is not after.state:
        yield Finding(stored.id, "state", stored.state, after.state)
    if set(facts.stored.openings) != set(grown.openings):
        yield Finding(
            stored.id, "openings", str(sorted(map(str, facts.stored.openings))), str(sorted(map(str, grown.openings)))
        )
    for message_id, flagged in facts.misflagged.items():
        yield Finding(stored.id, f"flag of message {message_id}", str(not flagged), str(flagged))
    if facts.touches != facts.expected:
        extra, missing = facts.touches - facts.expected, facts.expected - facts.touches
        yield Finding(stored.id, "touches", f"{len(extra)} too many", f"{len(missing)} missing")
