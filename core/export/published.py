"""A message and a tree as a release tells them, whichever shape they are written in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from core.domain.message import Role
from core.domain.tree import State


@dataclass(frozen=True, slots=True)
class Mean:
    """What several people said with one label: the mean, from 0 to 1, and how many they were."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """One message with all that a release says about it; `rank` 0 is best, in empty maps nobody said anything.

    `events` are what single people did with it, by kind; None where they aren't told.
    """

    id: str
    tree_id: str
    parent_id: str | None
    author_id: str | None
    created_at: datetime | None
    text: str
    role: Role
    lang: str
    review_count: int = 0
    review_result: bool | None = None
    deleted: bool = False
    rank: int | None = None
    synthetic: bool = False
    model_name: str | None = None
    labels: Mapping[str, Mean] = field(default_factory=dict)
    emojis: Mapping[str, int] = field(default_factory=dict)
    events: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    detoxify: Mapping[str, float] | None = None
    tree_state: State | None = None


@dataclass(frozen=True, slots=True)
class PublishedTree:
    """A tree with its messages in tree order; `state` is None where the source doesn't know states."""

    id: str
    state: State | None
    origin: str | None
    messages: tuple[PublishedMessage, ...]

    @property
    def root(self) -> PublishedMessage:
        """The first prompt."""
        return self.messages[0]


class Placed(Protocol):
    """Anything that has a place in a tree."""

    @property
    def id(self) -> str:
        """The message's own."""
        ...

    @property
    def parent_id(self) -> str | None:
        """None for a root."""
        ...

    @property
    def rank(self) -> int | None:
        """0 is best."""
        ...

    @property
    def created_at(self) -> datetime | None:
        """When it was written, where that is known."""
        ...


InTree = TypeVar("InTree", bound=Placed)


def in_tree_order(messages: Iterable[InTree]) -> Iterator[InTree]:
    """Each root, then below every message its replies: the best first, those without a rank last, then the older.

    What hangs on no root isn't told.
    """
    replies: dict[str | None, list[InTree]] = {}
    for message in sorted(messages, key=_place, reverse=True):
        replies.setdefault(message.parent_id, []).append(message)
    ahead = replies.pop(None, [])
    while ahead:
        message = ahead.pop()
        yield message
        ahead.extend(replies.pop(message.id, ()))


def depths(messages: Iterable[PublishedMessage]) -> dict[str, int]:
    """The depth of each message, the root's being 0; parents come before their replies."""
    depth: dict[str, int] = {}
    for message in messages:
        depth[message.id] = 0 if message.parent_id is None else depth[message.parent_id] + 1
    return depth


def _place(message: Placed) -> tuple[bool, int, float, str]:
    age = message.created_at.timestamp() if message.created_at else 0.0
    return message.rank is None, message.rank or 0, age, message.id
