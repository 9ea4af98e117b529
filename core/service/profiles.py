"""People as boards show them: with a name, and the identity by which the present client knows them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from core.domain import streak
from core.domain.person import Identity
from core.store.tables import identity, person
from core.store.transaction import Transaction

_AT_ONCE = 500
_PEOPLE = select(
    person.c.id,
    person.c.name,
    person.c.enabled,
    person.c.deleted,
    person.c.listed,
    person.c.active_at,
    person.c.streak_since,
).where(person.c.id.in_(bindparam("ids", expanding=True)))
_IDENTITIES = (
    select(identity.c.person_id, identity.c.client_id, identity.c.platform, identity.c.external_id)
    .where(identity.c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(identity.c.client_id, identity.c.platform, identity.c.external_id)
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody on a board; `known_as` is None where no client vouches for them any more."""

    known_as: Identity | None
    streak_since: datetime | None
    streak_days: int
    id: str
    name: str
    enabled: bool
    deleted: bool
    listed: bool
    active_at: datetime | None

    @property
    def shown(self) -> bool:
        """Whether they stand on leaderboards."""
        return self.listed and self.enabled and not self.deleted


def profiles(tx: Transaction, ids: Collection[str]) -> dict[str, Profile]:
    """The profiles of people, by id; whoever is unknown is left out."""
    found: dict[str, Profile] = {}
    for some in _batches(sorted(ids)):
        identities = _identities(tx, some)
        for row in tx.execute(_PEOPLE, {"ids": some}):
            found[row.id] = _profile(tx, row, identities.get(row.id))
    return found


def _profile(tx: Transaction, row: Any, known_as: Identity | None) -> Profile:
    since = streak.since(row.streak_since, row.active_at, tx.now)
    return Profile(known_as, since, streak.days(row.streak_since, row.active_at, tx.now), *row[:-1])


def _identities(tx: Transaction, ids: list[str]) -> dict[str, Identity]:
    """One identity each: at the present client where there is one, else the first."""
    found: dict[str, Identity] = {}
    own: dict[str, Identity] = {}
    for person_id, client_id, platform, external_id in tx.execute(_IDENTITIES, {"ids": ids}):
        (own if client_id == tx.client else found).setdefault(person_id, Identity(platform, external_id))
    return found | own


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
