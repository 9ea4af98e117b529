"""The search for what one person could do next; what they did before makes it no longer than a few strides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    not_,
    select,
    values,
)

from core.domain.task import Kind
from core.store.prepared import Prepared
from core.store.tables import HELD, opening, task, touch
from core.store.transaction import Transaction

STEP, STRIDE = 8, 64  # openings that are looked at in one go, at first and then
ENOUGH = 4  # of them to choose from: others may be faster

_GOLDEN = (5**0.5 - 1) / 2  # multiples of it, less their whole parts, are spread over any stretch of the index alike


def free_for_person(table: Any = opening) -> ColumnElement[bool]:
    """Whether nothing bars a person from an opening: neither what they did before nor what they hold."""
    same = (table.c.message_id, table.c.kind)
    touched = exists().where(
        touch.c.tree_id == table.c.tree_id,
        touch.c.person_id == bindparam("of_person"),
        *(column == other for column, other in zip((touch.c.message_id, touch.c.kind), same, strict=True)),
    )
    held = exists().where(
        task.c.person_id == bindparam("of_person"),
        task.c.state == HELD,
        *(column == other for column, other in zip((task.c.message_id, task.c.kind), same, strict=True)),
    )
    return and_(not_(touched), not_(held))


def _open(table: Any, lonely: bool) -> ColumnElement[bool]:
    return and_(
        table.c.lang == bindparam("of_lang"),
        table.c.kind == bindparam("of_kind"),
        table.c.lonely.is_(lonely),
        table.c.leased < table.c.wanted,
    )


def _stretch(lonely: bool) -> Select[tuple[str, str, float]]:
    """Among the openings that follow a point, up to one that lies so many ahead; the first that are enough."""
    other = opening.alias("other")
    ahead = select(other.c.shuffle).where(_open(other, lonely), other.c.shuffle >= bindparam("point"))
    end = ahead.order_by(other.c.shuffle).offset(bindparam("ahead", type_=Integer)).limit(1).scalar_subquery()
    return (
        select(opening.c.tree_id, opening.c.message_id, opening.c.shuffle)
        .where(
            _open(opening, lonely),
            opening.c.shuffle.between(bindparam("point"), func.coalesce(end, 1)),
            free_for_person(),
        )
        .order_by(opening.c.shuffle)
        .limit(ENOUGH)
    )


def _spread(lonely: bool) -> Select[tuple[str, str, float]]:
    """Among openings from all over the index: however what is left lies in it, a tenth of all is met."""
    step: Column[float] = Column("step", Float)
    steps = values(step, literal_binds=True).data([(number * _GOLDEN % 1,) for number in range(STRIDE)]).cte("steps")
    beyond = steps.c.step + bindparam("point", type_=Float)
    point = case((beyond < 1, beyond), else_=beyond - 1).label("point")
    other = opening.alias("other")
    place = select(func.min(other.c.shuffle)).where(_open(other, lonely), other.c.shuffle >= point)
    return (
        select(opening.c.tree_id, opening.c.message_id, point)
        .join_from(steps, opening, and_(_open(opening, lonely), opening.c.shuffle == place.scalar_subquery()))
        .where(free_for_person())
    )


def _since(lonely: bool) -> Select[tuple[str, str, float]]:
    """Among all that have opened from a moment on, one after the other."""
    return (
        select(opening.c.tree_id, opening.c.message_id, opening.c.shuffle)
        .where(_open(opening, lonely), opening.c.opened_at >= bindparam("since"), free_for_person())
        .order_by(opening.c.opened_at, opening.c.shuffle)
        .limit(ENOUGH)
    )


_STRETCH = {lonely: Prepared(_stretch(lonely)) for lonely in (True, False)}
_SPREAD = {lonely: Prepared(_spread(lonely)) for lonely in (True, False)}
_SINCE = {lonely: Prepared(_since(lonely)) for lonely in (True, False)}


def seek(
    tx: Transaction, person_id: str, kind: Kind, lang: str, since: datetime, lonely: bool = False
) -> list[tuple[str, str]]:
    """A few free openings (tree id, message id) of one kind for one person; none only where there is none.

    From a random point of the index on there nearly always is one, for most people after few steps; each of them is
    into another tree, whose rows a large store has to fetch from far away. Whoever has done most of a language may
    stand before a long run of what they know: they are helped from all over the index, and only where that brings
    nothing is all looked through that has opened `since` they found nothing at all.
    """
    values = {"of_lang": lang, "of_kind": kind, "of_person": person_id}
    at_random = values | {"point": tx.chance.random()}
    found = _ahead(tx, lonely, at_random, STEP) or _ahead(tx, lonely, at_random, STRIDE)
    found = found or _some(tx, tx.execute(_SPREAD[lonely], at_random).all())
    found = found or tx.execute(_SINCE[lonely], values | {"since": since}).all()
    return [(tree_id, message_id) for tree_id, message_id, _ in found]


def glance(tx: Transaction, person_id: str, kind: Kind, lang: str, lonely: bool = False) -> bool:
    """Whether there is something of one kind for one person, as far as a short look tells.

    Of few openings it sees all. Of very many it may overlook the last few that are left: for what only tells of work,
    where nobody keeps in mind that there was none.
    """
    values = {"of_lang": lang, "of_kind": kind, "of_person": person_id, "point": 0.0}
    return bool(_ahead(tx, lonely, values, STRIDE) or tx.execute(_SPREAD[lonely], values).all())


def _ahead(tx: Transaction, lonely: bool, values: Mapping[str, Any], steps: int) -> Sequence[Any]:
    return tx.execute(_STRETCH[lonely], {**values, "ahead": steps - 1}).all()


def _some(tx: Transaction, found: Sequence[Any]) -> Sequence[Any]:
    """Few of many, the same on every database."""
    by_key = {(row[0], row[1]): row for row in sorted(found)}
    return tx.chance.sample(list(by_key.values()), min(ENOUGH, len(by_key)))
