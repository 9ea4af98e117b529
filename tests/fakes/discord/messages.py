"""Messages and the files that hang on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.channels import Channel
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User

if TYPE_CHECKING:
    from tests.fakes.discord.interactions import Interaction


class Flag(IntFlag):
    """Bits of a message's flags."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SILENT = 1 << 12
    COMPONENTS_V2 = 1 << 15


@dataclass(eq=False)
class File:
    """An uploaded file."""

    id: int
    name: str
    data: bytes
    content_type: str | None = None
    description: str | None = None


@dataclass(eq=False)
class Message:
    """A message, as it stands now."""

    id: int
    channel: Channel
    author: User
    timestamp: datetime
    content: str = ""
    components: list[Payload] = field(default_factory=list)
    embeds: list[Payload] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    flags: int = 0
    type: int = 0
    nonce: str | int | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    edited: datetime | None = None
    pinned: bool = False
    reply_to: int | None = None
    interaction: Interaction | None = None  # the one it answers
    viewer: User | None = None  # of an ephemeral message: the only one who sees it
    thread: Channel | None = None
    deleted: bool = False
    versions: int = 1  # how often it was written, edits included

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & Flag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & Flag.LOADING)


def walk(components: list[Payload]) -> Iterator[Payload]:
    """All components, in the order of reading, nested ones included."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for name in ("accessory", "component"):
            if inner := component.get(name):
                yield from walk([inner])


def numbered(components: list[Payload]) -> list[Payload]:
    """A copy in which every component has an id, as Discord answers it."""
    taken = {one["id"] for one in walk(components) if one.get("id")}
    count = iter(number for number in range(1, 10_000) if number not in taken)

    def copied(component: Payload) -> Payload:
        copy: dict[str, Any] = {**component, "id": component.get("id") or next(count)}
        if "components" in component:
            copy["components"] = [copied(one) for one in component["components"]]
        for name in ("accessory", "component"):
            if component.get(name):
                copy[name] = copied(component[name])
        return copy

    return [copied(component) for component in components]
