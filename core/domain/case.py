"""What moderators have before them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Complaint:
    """What one person said against a message."""

    reason: str
    labels: dict[str, float]
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moderator did about a case: `remove`, `restore`, `settle` or `resume`; `by` is their name."""

    action: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A message that was reported, and what was said against it, newest first; `settled` ones need nothing more.

    `author` is a name; the decision is the one that settled it, where one about this very message did. A message that
    nobody reported looks like a settled case, raised when it was written.
    """

    message_id: str
    tree_id: str
    author_id: str | None
    role: str
    lang: str
    text: str
    deleted: bool
    red_flags: int  # open ones
    raised_at: datetime
    settled: bool
    complaints: tuple[Complaint, ...]
    author: str = ""
    decision: Decision | None = None
    author_enabled: bool = True  # the author's account is open
