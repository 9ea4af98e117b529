"""People as clients know them: by a name of their platform."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A person under one identity, with all that a front end may show of them."""

    client_id: str
    platform: str
    external_id: str
    person_id: str
    name: str
    enabled: bool
    deleted: bool
    notes: str
    listed: bool
    created_at: datetime
    active_at: datetime | None
    consent_at: datetime | None
    streak_since: datetime | None
    streak_days: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be changed of an account; None leaves as it is (D37)."""

    name: str | None = None
    enabled: bool | None = None
    notes: str | None = None
    listed: bool | None = None
    accepts: bool = False  # the terms

    def alter(self, found: Account) -> bool:
        """Whether the account would be another one."""
        wanted = ((self.name, found.name), (self.enabled, found.enabled), (self.notes, found.notes))
        listed = (self.listed, found.listed)
        differs = any(new is not None and new != old for new, old in (*wanted, listed))
        return differs or (self.accepts and found.consent_at is None)
