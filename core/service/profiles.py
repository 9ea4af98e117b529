"""People as boards show them: with a name, and the identity by which the present client knows them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

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
    id: str
    name: str
    enabled: bool
    deleted: bool
    listed: bool
    active_at: datetime | None
    streak_since: datetime | None

    @property
    def shown(self) -> bool:
        """Whether they stand on leaderboards."""
        return self.listed and self.enabled and not self.deleted

    @property
    def streak_days(self) -> int:
        """Whole periods of 24 hours from the start of the streak to what they did last."""
        if self.streak_since is None or self.active_at is None:
            return 0
        return max(0, (self.active_at - self.streak_since).days)


def profiles(tx: Transaction, ids: Collection[str]) -> dict[str, Profile]:
    """The profiles of people, by id; whoever is unknown is left out."""
    found: dict[str, Profile] = {}
    for some in _batches(sorted(ids)):
        identities = _identities(tx, some)
        for row in tx.execute(_PEOPLE, {"ids": some}):
            found[row.id] = Profile(identities.get(row.id), *row)
    return found


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
