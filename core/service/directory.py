"""People under the names by which clients know them: one, or many in the order of a name.

Somebody known by several names is listed once, by the first that fits.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, collate, exists, func, not_, select, tuple_

from core.domain import streak
from core.domain.account import Account
from core.domain.errors import NotAPerson, TextBroken
from core.domain.person import Identity
from core.domain.text import refuse_broken
from core.domain.window import Window
from core.store.tables import identity, person
from core.store.transaction import Transaction
from core.store.window import looked_at_through

_other = identity.alias("other")
_COLUMNS = (
    identity.c.client_id,
    identity.c.platform,
    identity.c.external_id,
    person.c.id,
    person.c.name,
    person.c.enabled,
    person.c.deleted,
    person.c.notes,
    person.c.listed,
    person.c.created_at,
    person.c.active_at,
    person.c.consent_at,
    person.c.streak_since,
)


class SortKey(StrEnum):
    """By what people can be sorted; capital letters come first, and all of it the same on every database."""

    USERNAME = "username"
    DISPLAY_NAME = "display_name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose accounts; what is None doesn't matter. `having` is a part of the name that they are sorted by."""

    client_id: str | None = None
    platform: str | None = None
    having: str | None = None


def find(tx: Transaction, who: Identity, client_id: str | None = None) -> Account:
    """The account behind an identity, as the present client or another one knows it."""
    try:
        refuse_broken(who.external_id)
    except TextBroken:
        raise NotAPerson() from None
    of_client = identity.c.client_id == (client_id or tx.client)
    row = tx.execute(
        _joined().where(of_client, identity.c.platform == who.platform, identity.c.external_id == who.external_id)
    ).one_or_none()
    return _account(tx, row)


def get(tx: Transaction, person_id: str, client_id: str | None = None) -> Account:
    """The account of a person; at one client, if that is named, or else at any."""
    query = _accounts(Wanted(client_id), SortKey.DISPLAY_NAME).where(person.c.id == person_id)
    return _account(tx, tx.execute(query).one_or_none())


def several(tx: Transaction, person_ids: Collection[str], client_id: str | None = None) -> list[Account]:
    """The accounts of some people, of those that have one; at one client, if that is named."""
    query = _accounts(Wanted(client_id), SortKey.DISPLAY_NAME).where(person.c.id.in_(person_ids))
    return [_account(tx, row) for row in tx.execute(query)]


def page(tx: Transaction, key: SortKey, wanted: Wanted, window: Window[str]) -> list[Account]:
    """The accounts that lie in a window over one of their names, as it reads them: see Window.cut."""
    for text in (wanted.having, window.after and window.after.value, window.before and window.before.value):
        refuse_broken(text or "")
    name: ColumnElement[str] = identity.c.external_id if key is SortKey.USERNAME else person.c.name
    query = _accounts(wanted, key, tx.connection.dialect.name)
    in_order = looked_at_through(query, window, _by_bytes(tx, name), person.c.id)
    return [_account(tx, row) for row in tx.execute(in_order)]


def _joined() -> Select[Any]:
    return select(*_COLUMNS).join(person, person.c.id == identity.c.person_id)


def _accounts(wanted: Wanted, key: SortKey, dialect: str = "") -> Select[Any]:
    """All accounts wanted, one for each person."""

    def fitting(table: FromClause) -> Iterator[ColumnElement[bool]]:
        if wanted.client_id is not None:
            yield table.c.client_id == wanted.client_id
        if wanted.platform is not None:
            yield table.c.platform == wanted.platform
        if wanted.having and key is SortKey.USERNAME:
            yield _holds(table.c.external_id, wanted.having, dialect)

    ahead = tuple_(*_place(_other)) < tuple_(*_place(identity))
    first = not_(exists().where(_other.c.person_id == identity.c.person_id, ahead, *fitting(_other)))
    query = _joined().where(first, *fitting(identity))
    if wanted.having and key is SortKey.DISPLAY_NAME:
        query = query.where(_holds(person.c.name, wanted.having, dialect))
    return query


def _place(table: FromClause) -> tuple[ColumnElement[Any], ...]:
    return table.c.platform, table.c.external_id, table.c.client_id


def _holds(text: ColumnElement[str], part: str, dialect: str) -> ColumnElement[bool]:
    """Whether a text has a part, letter by letter: LIKE would take upper for lower case on SQLite."""
    place = func.strpos if dialect == "postgresql" else func.instr
    return place(text, part) > 0


def _by_bytes(tx: Transaction, text: ColumnElement[str]) -> ColumnElement[str]:
    """A text in the order of its bytes, which is SQLite's own."""
    return collate(text, "C") if tx.connection.dialect.name == "postgresql" else text


def _account(tx: Transaction, row: Any) -> Account:
    if row is None:
        raise NotAPerson()
    lasting = (row.streak_since, row.active_at, tx.now)
    return Account(*(*row[:-1], streak.since(*lasting), streak.days(*lasting)))
