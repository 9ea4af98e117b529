"""What came of something that a person did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.changes import PATIENCE
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.queries import Query
from tests.fakes.telegram.seen import Seen

if TYPE_CHECKING:
    from tests.fakes.telegram.people import Human


class Reply:
    """What the person gets to see of the bot after an act. Awaiting it waits for nothing but that it is on its way.

    `settled()` waits until the bot changed something in the chat or in the private chat; `answered()` only until a
    press was answered.
    """

    def __init__(self, human: Human, chat: Chat, *, query: Query | None = None, said: Message | None = None) -> None:
        self.human = human
        self.chat = chat
        self.query = query
        self._said = said
        self._before = human.world.tick
        self._stirs = self._stirred()

    def __await__(self) -> Generator[Any, None, Reply]:
        yield from asyncio.sleep(0).__await__()
        return self

    def wrote(self, message: Message) -> None:
        """Remember what the person wrote."""
        self._said = message

    @property
    def said(self) -> Seen:
        """What the person wrote."""
        if self._said is None:
            raise LookupError("this was no message")
        return Seen(self._said)

    @property
    def toast(self) -> str | None:
        """What the press was answered with, on top of the chat or (`alerted`) in a window."""
        return self.query.text if self.query else None

    @property
    def alerted(self) -> bool:
        return bool(self.query and self.query.alert)

    @property
    def answered_after(self) -> float | None:
        """Seconds until the press was answered."""
        return self.query.answered_after if self.query else None

    @property
    def news(self) -> list[Seen]:
        """The bot's messages that came or changed since, here and in the private chat, the latest change last."""
        chats = {self.chat.id: self.chat, self.human.dm.id: self.human.dm}
        found: list[Message] = []
        for chat in chats.values():
            found += takewhile(lambda one: one.tick > self._before, reversed(chat.touched.values()))
        return [Seen(one) for one in sorted(found, key=lambda one: one.tick) if not one.service]

    @property
    def message(self) -> Seen:
        """The bot's message that came or changed last."""
        if news := self.news:
            return news[-1]
        raise LookupError(f"no message came: {self}")

    async def answered(self, timeout: float = PATIENCE) -> Reply:
        """Wait until the press was answered."""
        query = self.query
        if query is None:
            raise LookupError("this was no press")
        await self._until(lambda: query.answered, timeout)
        return self

    async def settled(self, timeout: float = PATIENCE, *, changes: int = 1) -> Reply:
        """Wait until the bot changed something that this person sees, as often as `changes` says."""
        await self._until(lambda: self._stirred() - self._stirs >= changes, timeout)
        return self

    async def until(self, predicate: Callable[[], Any], timeout: float = PATIENCE) -> Reply:
        """Wait until something else is so."""
        await self._until(predicate, timeout)
        return self

    async def _until(self, predicate: Callable[[], Any], timeout: float) -> None:
        await self.human.until(predicate, timeout=timeout)

    def _stirred(self) -> int:
        stirs = self.human.world.stirs
        return sum(stirs[chat_id] for chat_id in {self.chat.id, self.human.dm.id})

    def __repr__(self) -> str:
        state = "answered" if self.query and self.query.answered else "pending"
        return f"<Reply to {self.human.user.name}: {state}, {self._stirred() - self._stirs} changes>"
