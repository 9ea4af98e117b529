"""Everything that is there, and how to find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import count
from mimetypes import guess_type
from secrets import token_urlsafe

from tests.fakes.discord.changes import Changes
from tests.fakes.telegram.chats import Chat, Kind
from tests.fakes.telegram.messages import File, Message
from tests.fakes.telegram.moments import Moments
from tests.fakes.telegram.outbox import Outbox
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.queries import Query
from tests.fakes.telegram.refusals import bad
from tests.fakes.telegram.users import User


class World:
    """The plain state behind the fake."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.moments = Moments(now)
        self.changes = Changes()
        self.outbox = Outbox(self.moments, self.changes)
        self.profile = Profile()
        self.bot = User(7_000_000_001, "Arboretum", username="arbor_bot", bot=True)
        self.token = f"{self.bot.id}:{token_urlsafe(26)}"
        self.privacy = True  # the bot hears in groups only what is meant for it
        self.topics_in_private = False
        self.query_lasts = 15.0  # seconds in which a press must be answered
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, File] = {}
        self.actions: Counter[tuple[int, str]] = Counter()  # "typing" and such, by chat
        self.tick = 0  # how often the bot wrote or edited something
        self.stirs: Counter[int] = Counter()  # what the bot changed, by chat
        self._user_ids = count(5_000_000_001)
        self._group_ids = count(-4_000_000_001, -1)
        self._large_ids = count(-1_002_000_000_001, -1)
        self._box = count(101)  # ids of messages in private chats and small groups are of one row

    def user(self, name: str, *, username: str | None = None, language: str | None = None) -> User:
        """A new account."""
        first, _, last = name.partition(" ")
        user = User(next(self._user_ids), first, last or None, username, language)
        self.users[user.id] = user
        return user

    def private(self, user: User) -> Chat:
        """The private chat of somebody with the bot."""
        if user.id not in self.chats:
            self.chats[user.id] = Chat(user.id, Kind.PRIVATE, username=user.username, person=user)
        return self.chats[user.id]

    def new_chat(self, kind: Kind, title: str, *, username: str | None = None, forum: bool = False) -> Chat:
        """A new group, supergroup or channel, with nobody in it."""
        number = next(self._group_ids if kind is Kind.GROUP else self._large_ids)
        chat = Chat(number, kind, title, username, forum=forum)
        self.chats[chat.id] = chat
        return chat

    def next_id(self, chat: Chat) -> int:
        """The id of the next message there."""
        if chat.kind in (Kind.PRIVATE, Kind.GROUP):
            chat.last_id = next(self._box)
        else:
            chat.last_id += 1
        return chat.last_id

    def find(self, chat_id: int | str) -> Chat:
        """A chat that the bot may know of, by its id or by @name."""
        if isinstance(chat_id, str):
            name = chat_id.removeprefix("@").casefold()
            found = next((one for one in self.chats.values() if (one.username or "").casefold() == name), None)
            if found and not found.private:
                return found
        elif chat := self.chats.get(chat_id):
            return chat
        raise bad("chat not found")

    def keep(self, name: str, data: bytes, mime: str | None = None) -> File:
        """Store a file."""
        mime = mime or guess_type(name)[0] or "application/octet-stream"
        path = f"documents/file_{len(self.files)}"
        suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
        file = File(f"BQAC{token_urlsafe(30)}", f"AgAD{token_urlsafe(9)}", name, data, mime, path + suffix)
        self.files[file.id] = file
        return file

    def changed(self, chat: Chat, *, by_bot: bool = False) -> None:
        """Something about a chat changed: ask again those who wait for it."""
        if by_bot:
            self.stirs[chat.id] += 1
        self.changes.tell(chat.readers())

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """A message that is still there."""
        return chat.messages.get(message_id)
