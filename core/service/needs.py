"""What is wanted in a language, and what of it one person could do."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, not_, select

from core.domain.task import Kind
from core.store.prepared import Prepared
from core.store.tables import HELD, language, opening, task, touch
from core.store.transaction import Transaction

OPENING_KINDS = tuple(kind for kind in Kind if kind is not Kind.INITIAL_PROMPT)

_FREE = and_(opening.c.lang == bindparam("of_lang"), opening.c.leased < opening.c.wanted)
_UNTOUCHED = not_(
    exists().where(
        touch.c.tree_id == opening.c.tree_id,
        touch.c.message_id == opening.c.message_id,
        touch.c.person_id == bindparam("of_person"),
        touch.c.kind == opening.c.kind,
    )
)
_UNHELD = not_(
    exists().where(
        task.c.person_id == bindparam("of_person"),
        task.c.message_id == opening.c.message_id,
        task.c.kind == opening.c.kind,
        task.c.state == HELD,
    )
)


def _oldest(kind: Kind) -> ColumnElement[datetime]:
    oldest = select(opening.c.opened_at).where(_FREE, opening.c.kind == kind).order_by(opening.c.opened_at).limit(1)
    return oldest.scalar_subquery().label(kind)


_AGES = Prepared(select(*(_oldest(kind) for kind in OPENING_KINDS)))
_PROMPTS = Prepared(
    select(
        language.c.growing, language.c.reviewing, language.c.waiting, language.c.prompts_held, language.c.wanting_since
    ).where(language.c.lang == bindparam("of_lang"))
)
_PENDING = Prepared(
    select(func.count()).where(
        task.c.person_id == bindparam("of_person"),
        task.c.state == HELD,
        task.c.created_at >= bindparam("since"),
    )
)


def _free_for(lonely_first: bool, upward: bool) -> Select[tuple[str, str]]:
    side = opening.c.shuffle >= bindparam("point") if upward else opening.c.shuffle < bindparam("point")
    lonely = (opening.c.lonely.is_(True),) if lonely_first else (opening.c.lonely.is_(False),)
    return (
        select(opening.c.tree_id, opening.c.message_id)
        .where(_FREE, opening.c.kind == bindparam("of_kind"), *lonely, side, _UNTOUCHED, _UNHELD)
        .order_by(opening.c.shuffle)
        .limit(bindparam("most"))
    )


_SEEK = {(lonely, upward): Prepared(_free_for(lonely, upward)) for lonely in (True, False) for upward in (True, False)}
_COUNT_FREE = Prepared(
    select(opening.c.kind, func.sum(opening.c.wanted - opening.c.leased))
    .where(_FREE, _UNTOUCHED, _UNHELD)
    .group_by(opening.c.kind)
)
_COUNT_ALL = Prepared(
    select(
        opening.c.kind,
        func.sum(opening.c.wanted - opening.c.leased),
        func.sum(opening.c.leased),
    )
    .where(opening.c.lang == bindparam("of_lang"))
    .group_by(opening.c.kind)
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
    opened: dict[Kind, datetime | None] = dict(zip(OPENING_KINDS, row, strict=True))
    opened[Kind.INITIAL_PROMPT] = wanting_since(tx, lang)
    return {
        kind: None if since is None else max(0.0, (tx.now - since).total_seconds() / 60)
        for kind, since in opened.items()
    }


def prompts_wanted(tx: Transaction, lang: str) -> int:
    """First prompts that a language still takes, those being written not counted."""
    return _prompts_wanted(tx, lang, tx.execute(_PROMPTS, {"of_lang": lang}).one_or_none())


def wanting_since(tx: Transaction, lang: str) -> datetime | None:
    """Since when first prompts are wanted in a language and nobody writes one; None where none is wanted."""
    row = tx.execute(_PROMPTS, {"of_lang": lang}).one_or_none()
    if _prompts_wanted(tx, lang, row) <= 0:
        return None
    return tx.now if row is None or row.wanting_since is None else row.wanting_since


def pending(tx: Transaction, person_id: str) -> int:
    """Unanswered tasks that a person was given lately."""
    since = tx.now - timedelta(seconds=tx.policy.pending_seconds)
    return int(tx.execute(_PENDING, {"of_person": person_id, "since": since}).scalar_one())


def seek(tx: Transaction, person_id: str, kind: Kind, lang: str, lonely: bool) -> list[tuple[str, str]]:
    """A few free openings (tree id, message id) of one kind for one person, from a random point of the index on."""
    values = {
        "of_lang": lang,
        "of_kind": kind,
        "of_person": person_id,
        "point": tx.chance.random(),
        "most": 4,
    }
    found = tx.execute(_SEEK[lonely, True], values).all() or tx.execute(_SEEK[lonely, False], values).all()
    return [(tree_id, message_id) for tree_id, message_id in found]


def touched(tx: Transaction, person_id: str, tree_id: str, message_id: str, kind: Kind) -> bool:
    """Whether something bars a person from an opening: the one rule for handing out and for accepting (D13)."""
    values = {"of_tree": tree_id, "of_message": message_id, "of_person": person_id, "of_kind": kind}
    return tx.execute(_STILL_UNTOUCHED, values).first() is not None


def taken(tx: Transaction, person_id: str, tree_id: str, message_id: str, kind: Kind) -> bool:
    """Whether an opening is no longer for this person: barred from it, or holding a unit of it already."""
    held = tx.execute(_HOLDS, {"of_person": person_id, "of_message": message_id, "of_kind": kind}).first()
    return held is not None or touched(tx, person_id, tree_id, message_id, kind)


def available(tx: Transaction, person_id: str, lang: str) -> dict[str, int]:
    """How many units of each kind a person could take in a language; a closed language has none (D14)."""
    counts = dict.fromkeys((kind.value for kind in Kind), 0)
    if not tx.policy.takes_language(lang):
        return counts
    for kind, units in tx.execute(_COUNT_FREE, {"of_lang": lang, "of_person": person_id}):
        counts[kind] = int(units)
    counts[Kind.INITIAL_PROMPT] = prompts_wanted(tx, lang)
    return counts


def totals(tx: Transaction, lang: str) -> dict[Kind, tuple[int, int]]:
    """Per kind how many units are open to somebody, and how many are in somebody's hands."""
    return {Kind(kind): (int(free), int(leased)) for kind, free, leased in tx.execute(_COUNT_ALL, {"of_lang": lang})}


def _prompts_wanted(tx: Transaction, lang: str, row: Any) -> int:
    policy = tx.policy.for_language(lang)
    if row is None:
        return max(0, min(policy.max_active_trees + policy.max_prompts_in_review, policy.max_prompts_waiting))
    # What review already holds counts against both kinds of room, else prompts would pile up while few trees grow.
    room = max(0, policy.max_active_trees - row.growing) + policy.max_prompts_in_review - row.reviewing
    return max(0, int(min(room, policy.max_prompts_waiting - row.waiting) - row.prompts_held))
