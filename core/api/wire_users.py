"""People, as the v1 protocol writes them."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from core.api.wire import Id, Lenient, Time, User, Whole
from core.domain.account import Account, Changes
from core.service.accounts import LONGEST_NOTES
from core.service.census import Census

Notes = Annotated[str, StringConstraints(max_length=LONGEST_NOTES), Whole]
"""What moderators note about a person."""

People = Annotated[int, Field(ge=1, le=10_000)]
"""How many people to tell of at most."""


class FrontEndUser(BaseModel):
    """A person, under the name by which a client knows them."""

    id: str
    display_name: str
    auth_method: str
    user_id: Id
    enabled: bool
    deleted: bool
    notes: str
    created_date: Time | None = None
    show_on_leaderboard: bool
    streak_days: int | None = None
    streak_last_day_date: Time | None = None
    last_activity_date: Time | None = None
    tos_acceptance_date: Time | None = None

    @classmethod
    def of(cls, account: Account) -> "FrontEndUser":
        """An account in the words of the wire, where the beginning of a streak is called its last day."""
        return cls(
            id=account.external_id,
            display_name=account.name,
            auth_method=account.platform,
            user_id=account.person_id,
            enabled=account.enabled,
            deleted=account.deleted,
            notes=account.notes,
            created_date=account.created_at,
            show_on_leaderboard=account.listed,
            streak_days=account.streak_days,
            streak_last_day_date=account.streak_since,
            last_activity_date=account.active_at,
            tos_acceptance_date=account.consent_at,
        )


class UserWishes(User):
    """A person, made or found, and what is to be changed of them; what is absent stays as it is (D37)."""

    show_on_leaderboard: bool | None = None
    enabled: bool | None = None
    tos_acceptance: bool | None = None
    notes: Notes | None = None

    @property
    def changes(self) -> Changes:
        """The same in the words of the domain."""
        return Changes(None, self.enabled, self.notes, self.show_on_leaderboard, bool(self.tos_acceptance))


class PurgeReport(BaseModel):
    """What a purge made of the store, or would make of it."""

    before: Census
    after: Census
    preview: bool
    duration: float  # seconds


class Merger(Lenient):
    """Accounts that are one person's."""

    destination_user_id: Id
    source_user_ids: list[Id]
