"""Who contributes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Identity:
    """A person on one platform."""

    platform: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contributor as a bot sees them; a `moderator` is one now: whose account is closed is none."""

    id: str
    name: str
    languages: tuple[str, ...] = ()
    consent_version: str | None = None
    moderator: bool = False
    enabled: bool = True
    contributions: int = 0


class NewsKind(StrEnum):
    """What an author hears about a text of theirs, what came of a report, and the call that somebody asked for."""

    ACCEPTED = "accepted"
    ANSWERED = "answered"
    RANKED = "ranked"
    FINISHED = "finished"
    WORK = "work"
    REMOVED = "removed"  # for whoever has the text before their eyes in a task
    TAKEN_DOWN = "taken_down"  # by a moderator; without the text, which is shown to nobody any more
    PUT_BACK = "put_back"  # by a moderator
    UPHELD = "upheld"  # for whoever reported a message: it is gone
    DISMISSED = "dismissed"  # for whoever reported a message: it stays


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news for one person; `excerpt` is the text concerned, `rank` starts at 1 for the best."""

    id: str
    person_id: str
    kind: NewsKind
    at: datetime
    message_id: str | None = None
    tree_id: str | None = None
    excerpt: str = ""
    rank: int | None = None
    of: int | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One text of one's own, for the list of one's contributions."""

    message_id: str
    tree_id: str
    role: str
    lang: str
    text: str
    created_at: datetime
    verdict: bool | None
    deleted: bool
    rank: int | None
    replies: int
    tree_state: str
    editable: bool


@dataclass(frozen=True, slots=True)
class TreeView:
    """A tree as a person may see it: standing messages (and one's own), root first, parents before replies."""

    id: str
    lang: str
    state: str
    goal_size: int
    messages: tuple["TreeNode", ...]


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One message of a tree view."""

    message_id: str
    parent_id: str | None
    role: str
    text: str
    verdict: bool | None
    rank: int | None
    mine: bool
    flagged: bool = False
