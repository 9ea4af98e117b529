"""One message of a tree, with the counters its fate depends on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """Who speaks in a message."""

    PROMPTER = "prompter"
    ASSISTANT = "assistant"

    @property
    def other(self) -> "Role":
        """The role that answers this one."""
        return Role.ASSISTANT if self is Role.PROMPTER else Role.PROMPTER


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the rules see it: its place, its verdict and its counters, without its text."""

    id: str
    parent_id: str | None
    role: Role
    depth: int
    author_id: str | None
    created_at: datetime
    verdict: bool | None = None  # the release calls it review_result; None while undecided
    deleted: bool = False
    reviews: int = 0  # answered review tasks
    complaints: float = 0.0  # sum of `spam` and `lang_mismatch` over those reviews
    ballots: int = 0  # orders given for the replies under this message
    skips: int = 0  # people who declined to answer this message for its own sake
    red_flags: int = 0  # open ones: a moderator who restores a message closes them
    complete: bool = False  # somebody found that the conversation ends well here

    @property
    def stands(self) -> bool:
        """Accepted and not deleted: part of the collection."""
        return self.verdict is True and not self.deleted

    @property
    def undecided(self) -> bool:
        """Still waiting for its reviews."""
        return self.verdict is None and not self.deleted

    @property
    def counts(self) -> bool:
        """Takes a place among its siblings: accepted, or still able to be."""
        return self.verdict is not False and not self.deleted
