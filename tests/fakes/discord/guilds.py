"""Guilds (servers), their roles and members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tests.fakes.discord.users import User

if TYPE_CHECKING:
    from tests.fakes.discord.channels import Channel


@dataclass(eq=False)
class Role:
    """A role; the one with the guild's own id is @everyone."""

    id: int
    name: str
    permissions: int
    position: int = 0
    managed_by: int | None = None  # the bot whose own role it is


@dataclass(eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined_at: datetime
    roles: set[int] = field(default_factory=set)
    nick: str | None = None


@dataclass(eq=False)
class Guild:
    """A server: everything that belongs to it."""

    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    max_threads: int = 1000  # active ones

    def active_threads(self) -> Iterator[Channel]:
        return (thread for thread in self.threads.values() if not thread.archived)

    def top_position(self, user_id: int) -> int:
        """The position of somebody's highest role."""
        member = self.members[user_id]
        return max((self.roles[role_id].position for role_id in member.roles), default=0)
