"""What is wanted in a language, and what of it one person could do."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, select, union_all

from core.domain.task import COUNTED, Kind
from core.service import exhaustion, forest
from core.service.search import free_for_person, glance, seek
from core.store.prepared import Prepared
from core.store.tables import HELD, language, opening, task, touch
from core.store.transaction import Transaction

OPENING_KINDS = tuple(kind for kind in Kind if kind is not Kind.INITIAL_PROMPT)

_FREE = and_(opening.c.lang == bindparam("of_lang"), opening.c.leased < opening.c.wanted)


def _oldest(kind: Kind) -> ColumnElement[datetime]:
    oldest = select(opening.c.opened_at).where(_FREE, opening.c.kind == kind).order_by(opening.c.opened_at).limit(1)
    return oldest.scalar_subquery().label(kind)


_ROOM = (
    language.c.growing,
    language.c.reviewing,
    language.c.waiting,
    language.c.prompts_held,
    language.c.wanting_since,
)
_OF_LANGUAGE = select(*_ROOM).where(language.c.lang == bindparam("of_lang"))
_PROMPTS, _LOCKED_PROMPTS = Prepared(_OF_LANGUAGE), Prepared(_OF_LANGUAGE.with_for_update())
_one = select(literal(1)).subquery("one")  # for a language without counters too
_AGES = Prepared(
    select(*_ROOM, *(_oldest(kind) for kind in OPENING_KINDS)).join_from(
        _one, language, language.c.lang == bindparam("of_lang"), isouter=True
    )
)
_PENDING = Prepared(
    select(func.count()).where(
        task.c.person_id == bindparam("of_person"),
        task.c.state == HELD,
        task.c.created_at >= bindparam("since"),
    )
)


def _first_of(kind: Kind) -> Any:
    """Some free openings of a kind."""
    columns = (opening.c.tree_id, opening.c.message_id, opening.c.kind, opening.c.wanted, opening.c.leased)
    found = select(*columns).where(_FREE, opening.c.kind == kind).limit(COUNTED).subquery()
    return select(found)


_some = union_all(*(_first_of(kind) for kind in OPENING_KINDS)).subquery("some")
_UNITS = func.sum(_some.c.wanted - _some.c.leased)
_COUNT_FOR_PERSON = Prepared(select(_some.c.kind, _UNITS).where(free_for_person(_some)).group_by(_some.c.kind))
_COUNT_FREE = Prepared(select(_some.c.kind, _UNITS).group_by(_some.c.kind))
_COUNT_HELD = Prepared(
    select(func.count()).where(
        task.c.state == HELD, task.c.lang == bindparam("of_lang"), task.c.kind != Kind.INITIAL_PROMPT
    )
)
_STILL_UNTOUCHED = Prepared(
    select(literal(1)).where(
        touch.c.tree_id == bindparam("of_tree"),
        touch.c.message_id == bindparam("of_message"),
        touch.c.person_id == bindparam("of_person"),
        touch.c.kind == bindparam("of_kind"),
    )
)
_HOLDS = Prepared(
    select(literal(1)).where(
        task.c.person_id == bindparam("of_person"),
        task.c.message_id == bindparam("of_message"),
        task.c.kind == bindparam("of_kind"),
        task.c.state == HELD,
    )
)


def waiting(tx: Transaction, lang: str) -> dict[Kind, float | None]:
    """How many minutes the oldest opening of each kind has waited in a language; None where nothing is open."""
    row = tx.execute(_AGES, {"of_lang": lang}).one()
    opened: dict[Kind, datetime | None] = dict(zip(OPENING_KINDS, row[len(_ROOM) :], strict=True))
    opened[Kind.INITIAL_PROMPT] = _wanting_since(tx, lang, None if row.growing is None else row)
    return {
        kind: None if since is None else max(0.0, (tx.now - since).total_seconds() / 60)
        for kind, since in opened.items()
    }


def prompts_wanted(tx: Transaction, lang: str, *, locked: bool = False) -> int:
    """First prompts that a language still takes, those being written not counted.

    `locked`, nobody else may ask so until this transaction has ended.
    """
    query, key = _LOCKED_PROMPTS if locked else _PROMPTS, {"of_lang": lang}
    row = tx.execute(query, key).one_or_none()
    if row is None and locked:
        forest.ensure_language(tx, lang)
        row = tx.execute(query, key).one()
    return _prompts_wanted(tx, lang, row)


def wanting_since(tx: Transaction, lang: str) -> datetime | None:
    """Since when first prompts are wanted in a language and nobody writes one; None where none is wanted."""
    return _wanting_since(tx, lang, tx.execute(_PROMPTS, {"of_lang": lang}).one_or_none())


def pending(tx: Transaction, person_id: str) -> int:
    """Unanswered tasks that a person was given lately."""
    since = tx.now - timedelta(seconds=tx.policy.pending_seconds)
    return int(tx.execute(_PENDING, {"of_person": person_id, "since": since}).scalar_one())


def touched(tx: Transaction, person_id: str, tree_id: str, message_id: str, kind: Kind) -> bool:
    """Whether something bars a person from an opening: the one rule for handing out and for accepting (D13)."""
    values = {"of_tree": tree_id, "of_message": message_id, "of_person": person_id, "of_kind": kind}
    return tx.execute(_STILL_UNTOUCHED, values).first() is not None


def taken(tx: Transaction, person_id: str, tree_id: str, message_id: str, kind: Kind) -> bool:
    """Whether an opening is no longer for this person: barred from it, or holding a unit of it already."""
    held = tx.execute(_HOLDS, {"of_person": person_id, "of_message": message_id, "of_kind": kind}).first()
    return held is not None or touched(tx, person_id, tree_id, message_id, kind)


def available(tx: Transaction, person_id: str, lang: str) -> dict[str, int]:
    """How many units of each kind a person could take in a language; a closed language has none (D14).

    Numbers are exact while a language has few openings of a kind; else they are at least so many.
    """
    counts = dict.fromkeys((kind.value for kind in Kind), 0)
    if not tx.policy.takes_language(lang):
        return counts
    for kind, units in tx.execute(_COUNT_FOR_PERSON, {"of_lang": lang, "of_person": person_id}):
        counts[kind] = int(units)
    for kind in possible(tx, person_id, lang):
        counts[kind] = counts[kind] or 1
    counts[Kind.INITIAL_PROMPT] = prompts_wanted(tx, lang)
    return counts


def possible(tx: Transaction, person_id: str, lang: str) -> list[Kind]:
    """The kinds of which a person could take something in a language, found by a short look at each."""
    if not tx.policy.takes_language(lang):
        return []
    open_kinds = [kind for kind, age in waiting(tx, lang).items() if age is not None]
    since = exhaustion.horizons(tx, person_id, lang, open_kinds)
    return [kind for kind in open_kinds if kind in since and _anything(tx, person_id, kind, lang, since[kind])]


def free(tx: Transaction, lang: str) -> dict[Kind, int]:
    """Per kind how many units are open to somebody; at least so many, where a language has many openings."""
    return {Kind(kind): int(units) for kind, units in tx.execute(_COUNT_FREE, {"of_lang": lang})}


def held(tx: Transaction, lang: str) -> int:
    """How many units of openings are in somebody's hands."""
    return int(tx.execute(_COUNT_HELD, {"of_lang": lang}).scalar_one())


def _anything(tx: Transaction, person_id: str, kind: Kind, lang: str, since: datetime) -> bool:
    if kind is Kind.INITIAL_PROMPT:
        return True
    lonely = (False, True) if kind is Kind.ASSISTANT_REPLY else (False,)
    if since == exhaustion.BEGINNING:
        return any(glance(tx, person_id, kind, lang, one) for one in lonely)
    return any(seek(tx, person_id, kind, lang, since, one) for one in lonely)


def _wanting_since(tx: Transaction, lang: str, row: Any) -> datetime | None:
    if _prompts_wanted(tx, lang, row) <= 0:
        return None
    return tx.now if row is None or row.wanting_since is None else row.wanting_since


def _prompts_wanted(tx: Transaction, lang: str, row: Any) -> int:
    policy = tx.policy.for_language(lang)
    if row is None:
        return max(0, min(policy.max_active_trees + policy.max_prompts_in_review, policy.max_prompts_waiting))
    # What review already holds counts against both kinds of room, else prompts would pile up while few trees grow.
    room = max(0, policy.max_active_trees - row.growing) + policy.max_prompts_in_review - row.reviewing
    return max(0, int(min(room, policy.max_prompts_waiting - row.waiting) - row.prompts_held))
