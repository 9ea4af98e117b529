"""Who speaks to the store over the wire."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What a key may do: look, act for the people of its client, or administrate."""

    READ_ONLY = "read-only"
    BOT = "bot"
    TRUSTED = "trusted"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose key a call carries."""

    client_id: str
    scope: Scope
    key_id: str

    @property
    def trusted(self) -> bool:
        """Whether it may administrate, and see what other clients brought."""
        return self.scope is Scope.TRUSTED
