"""Channels: text channels of a guild, threads below them, and direct messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.fakes.discord.guilds import Guild
from tests.fakes.discord.users import User

if TYPE_CHECKING:
    from tests.fakes.discord.messages import Message


class Kind(IntEnum):
    """Types of channels that the fake knows."""

    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    NEWS = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


@dataclass(eq=False)
class Overwrite:
    """What a role or a member may do in one channel, other than in the guild."""

    id: int
    of_member: bool
    allow: int = 0
    deny: int = 0


@dataclass(eq=False)
class Channel:
    """Any channel; what only threads have stands at the end."""

    id: int
    kind: Kind
    name: str = ""
    guild: Guild | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int | None = None
    parent: Channel | None = None
    owner_id: int = 0
    created: datetime | None = None
    active_at: datetime | None = None  # of the last activity, from which archiving is counted
    members: dict[int, datetime] = field(default_factory=dict)
    archived: bool = False
    archived_at: datetime | None = None
    locked: bool = False
    invitable: bool = True
    archive_after: int = 1440  # minutes
    sent: int = 0

    @property
    def is_thread(self) -> bool:
        return self.kind in (Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD)

    @property
    def is_private_thread(self) -> bool:
        return self.kind is Kind.PRIVATE_THREAD

    @property
    def home(self) -> Guild:
        """The guild of a channel that is in one."""
        assert self.guild
        return self.guild

    @property
    def base(self) -> Channel:
        """The channel that a thread hangs below."""
        assert self.parent
        return self.parent

    @property
    def guild_id(self) -> int | None:
        return self.guild.id if self.guild else None
