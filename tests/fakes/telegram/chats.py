"""Chats: private ones, groups, supergroups with or without topics, channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from tests.fakes.telegram.members import USUAL, Member, Status
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.users import User

GENERAL = 1  # the topic that every forum has


class Kind(StrEnum):
    """What a chat is."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Place(Protocol):
    """Where somebody acts: a chat, or a group that may become another chat."""

    @property
    def chat(self) -> Chat:
        """The chat as it is now."""


@dataclass(eq=False)
class Topic:
    """A topic of a forum, or of a private chat with a bot that has topics on."""

    id: int
    chat: Chat
    name: str
    color: int
    creation: Message | None = None
    closed: bool = False


@dataclass(eq=False)
class Chat:
    """A chat and everything in it."""

    id: int
    kind: Kind
    title: str = ""
    username: str | None = None
    person: User | None = None  # whose private chat it is
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    permissions: frozenset[str] = USUAL
    hides_members: bool = False
    started: bool = False  # a private chat: the person wrote first
    blocked: bool = False  # a private chat: the person blocked the bot
    upgraded_to: Chat | None = None
    upgraded_from: Chat | None = None
    discussion: Chat | None = None  # a channel: the group where its posts are discussed
    touched: dict[int, Message] = field(default_factory=dict)  # by the bot, the latest last
    last_id: int = 0
    said: dict[tuple[int, int | None], int] = field(default_factory=dict)  # last message by person and topic

    @property
    def chat(self) -> Chat:
        return self

    @property
    def private(self) -> bool:
        return self.kind is Kind.PRIVATE

    @property
    def is_group(self) -> bool:
        return self.kind in (Kind.GROUP, Kind.SUPERGROUP)

    def member(self, user_id: int) -> Member | None:
        """Somebody who is there."""
        found = self.members.get(user_id)
        return found if found and found.present else None

    def may(self, user_id: int, what: str) -> bool:
        """Whether somebody has a right or a permission there."""
        if self.private:
            return True
        member = self.member(user_id)
        if member is None:
            return False
        if member.status is Status.CREATOR:
            return True
        if member.status is Status.ADMINISTRATOR:
            return what in member.rights or (what.startswith("can_send") and self.kind is not Kind.CHANNEL)
        if member.status is Status.RESTRICTED and what not in member.permissions:
            return False
        return what in self.permissions and self.kind is not Kind.CHANNEL

    def readers(self) -> list[int]:
        """The people who see what is written there."""
        return [self.person.id] if self.person else [one.user.id for one in self.members.values() if one.present]
