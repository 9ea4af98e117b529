"""Messages and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.users import User

if TYPE_CHECKING:
    from tests.fakes.telegram.chats import Chat


@dataclass(frozen=True)
class File:
    """A file on Telegram's servers."""

    id: str
    unique_id: str
    name: str
    data: bytes
    mime: str
    path: str


@dataclass(eq=False)
class Message:
    """A message as it stands now; `text` is the caption if there is a document."""

    id: int
    chat: Chat
    date: int
    author: User | None  # None: a post of a channel
    sender_chat: Chat | None = None
    text: str = ""
    entities: list[Payload] = field(default_factory=list)
    document: File | None = None
    media: Payload | None = None  # anything else than a text or a document
    markup: Payload | None = None
    reply_to: Message | None = None
    thread: int | None = None
    in_topic: bool = False
    service: Payload | None = None  # what a service message tells
    preview: Payload | None = None
    signature: str | None = None
    from_bot: bool = False  # a post of a channel that the bot wrote
    origin: Payload | None = None  # where it was forwarded from
    automatic: bool = False  # Telegram itself brought it from a channel into its discussion group
    protected: bool = False
    silent: bool = False
    edited: int | None = None
    deleted: bool = False
    pinned: bool = False
    versions: int = 1
    tick: int = 0  # when the bot wrote or edited it last, in the order of what it did
    meant: bool = False  # for the bot, so that replies to it are too

    @property
    def thread_or_none(self) -> int | None:
        """The topic that it stands in."""
        return self.thread if self.in_topic else None

    def by(self, bot: User) -> bool:
        """Whether the bot wrote it."""
        return self.author is bot or self.from_bot

    @property
    def keyboard(self) -> list[list[Payload]]:
        """The rows of the buttons below it."""
        rows: list[list[Payload]] = (self.markup or {}).get("inline_keyboard", [])
        return rows
