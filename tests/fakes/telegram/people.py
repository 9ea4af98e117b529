"""People: they write, use commands, press buttons, follow links, and see what anybody would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from secrets import randbelow
from typing import Any, TypeVar

from tests.fakes.discord.changes import PATIENCE
from tests.fakes.telegram import forcing, letters, links, media, membership, posting, texts, topics, writing
from tests.fakes.telegram.chats import Chat, Place, Topic
from tests.fakes.telegram.log import Log
from tests.fakes.telegram.profile import NO_BUTTON
from tests.fakes.telegram.queries import Query
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.reply import Reply
from tests.fakes.telegram.seen import Button, Seen
from tests.fakes.telegram.units import split
from tests.fakes.telegram.users import User
from tests.fakes.telegram.world import World

Found = TypeVar("Found")


class Human:
    """Somebody at a client. Acts happen at once; each gives a Reply, whose `settled()` waits for what the bot does."""

    def __init__(self, world: World, user: User, log: Log) -> None:
        self.world = world
        self.user = user
        self._log = log

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def dm(self) -> Chat:
        """The private chat with the bot."""
        return self.world.private(self.user)

    def start(self, payload: str | None = None) -> Reply:
        """Press Start in the private chat, or come there by a deep link; blocking is taken back."""
        links.check(payload)
        self.unblock_bot()
        return self.say(self.dm, f"/start {payload}" if payload else "/start", forced=False)

    def follow(self, url: str) -> Reply:
        """Follow a deep link to the bot."""
        link = links.read(url)
        if link is None or link.bot.casefold() != (self.world.bot.username or "").casefold() or link.to_group:
            raise ValueError(f"{url} does not lead to a chat with the bot")
        return self.start(link.payload)

    def say(
        self,
        where: Place,
        text: str,
        *,
        reply_to: Seen | None = None,
        topic: Topic | int | None = None,
        forced: bool = True,
        as_channel: Chat | None = None,
        formatted: Sequence[Payload] = (),
    ) -> Reply:
        """Write a message; where the bot forces a reply it is that reply, unless `forced` is off.

        A text that is too long goes off in pieces; the reply is that to the first, which alone is `formatted`.
        """
        reply = None
        for piece in split(text.strip(), texts.LONGEST):
            sent = self._send(where, topic, reply_to, forced, as_channel, text=piece, formatted=formatted)
            reply = reply or sent
            reply_to, forced, formatted = None, False, ()
        assert reply
        return reply

    def command(
        self,
        name: str,
        where: Place | None = None,
        arguments: str = "",
        *,
        reply_to: Seen | None = None,
        topic: Topic | int | None = None,
        bare: bool = False,
    ) -> Reply:
        """Choose a command from the menu; in groups the client adds the bot's name, unless it was typed (`bare`)."""
        chat = where.chat if where else self.dm
        word = f"/{name}" if chat.private or bare else f"/{name}@{self.world.bot.username}"
        return self.say(chat, f"{word} {arguments}".strip(), reply_to=reply_to, topic=topic, forced=False)

    def send_document(
        self,
        where: Place,
        name: str,
        data: bytes,
        *,
        caption: str = "",
        mime: str | None = None,
        reply_to: Seen | None = None,
        topic: Topic | int | None = None,
        forced: bool = True,
    ) -> Reply:
        """Send a file."""
        file = self.world.keep(name, data, mime)
        return self._send(where, topic, reply_to, forced, None, text=caption, document=file)

    def send_media(self, where: Place, kind: str, *, caption: str = "", topic: Topic | int | None = None) -> Reply:
        """Send a "photo", "sticker", "voice" or "location"."""
        return self._send(where, topic, None, True, None, text=caption, media=media.of(kind))

    def forward(self, message: Seen, where: Place, *, topic: Topic | int | None = None) -> Reply:
        """Forward a message."""
        original = message.message
        content: dict[str, Any] = {
            "text": original.text,
            "document": original.document,
            "origin": letters.origin(original),
        }
        return self._send(where, topic, None, False, None, **content)

    def press(self, message: Seen, button: str | Callable[[Button], bool]) -> Reply:
        """Press a button, by its label or by a test of it; a deep link is followed."""
        self._look(message)
        pressed = message.button(button)
        if pressed.url and links.read(pressed.url):
            return self.follow(pressed.url)
        if pressed.data is None:
            raise ValueError(f"{pressed} does not reach the bot")
        return self._touch(message, pressed.data)

    def forge(self, message: Seen, data: str) -> Reply:
        """Send any data as if a button of a message carried it, which altered clients can do."""
        return self._touch(message, data)

    def edit(self, message: Seen, text: str, *, formatted: Sequence[Payload] = ()) -> Reply:
        """Write one's own message anew."""
        assert message.message.author is self.user
        reply = Reply(self, message.chat, said=message.message)
        text, entities = texts.trimmed(text, [*formatted])
        posting.rewrite(self.world, message.message, text=text, entities=texts.with_found(text, entities))
        return reply

    def delete(self, message: Seen) -> None:
        """Delete a message; bots are never told."""
        posting.remove(self.world, message.message)

    def clear(self) -> None:
        """Delete the whole private chat."""
        for message in [*self.dm.messages.values()]:
            posting.remove(self.world, message)

    def block_bot(self) -> None:
        membership.block(self.world, self.dm, blocked=True)

    def unblock_bot(self) -> None:
        membership.block(self.world, self.dm, blocked=False)

    def delete_account(self) -> None:
        """Be gone for good."""
        self.user.deactivated = True

    def topic(self, name: str) -> Topic:
        """A new topic in the private chat."""
        return topics.create(self.world, self.dm, self.user, name)

    def join(self, where: Place) -> None:
        """Become a member."""
        membership.let_in(self.world, where.chat, self.user, self.user)

    def leave(self, where: Place) -> None:
        membership.put_out(self.world, where.chat, self.user, self.user, banned=False)

    def sees(self, where: Place | None = None, topic: Topic | int | None = None) -> list[Seen]:
        """The messages that this person sees there, oldest first, without service messages."""
        chat = where.chat if where else self.dm
        if not self._reads(chat):
            return []
        thread = writing.number(topic)
        return [
            Seen(one)
            for one in chat.messages.values()
            if not one.service and (topic is None or one.thread_or_none == thread)
        ]

    def pinned(self, where: Place) -> list[Seen]:
        """What is pinned there, the latest last."""
        chat = where.chat
        return [Seen(chat.messages[one]) for one in chat.pinned] if self._reads(chat) else []

    def asked(self, where: Place | None = None, topic: Topic | int | None = None) -> Seen | None:
        """The message to which the client has begun a reply for this person, because the bot forces one."""
        found = forcing.asking(where.chat if where else self.dm, self.user, writing.number(topic))
        return Seen(found) if found else None

    def keyboard(self, where: Place | None = None) -> list[list[str]]:
        """The labels of the keyboard that the bot gave this person instead of letters."""
        return forcing.keyboard(where.chat if where else self.dm, self.user)

    def offered(self, where: Place | None = None) -> list[Payload]:
        """The commands that the client offers there, each with its description."""
        chat = where.chat if where else self.dm
        member = chat.member(self.user.id)
        manages = bool(member and member.manages)
        return self.world.profile.offered(chat, self.user.id, self.user.language, manages=manages)

    def menu_button(self) -> str:
        """The kind of the button beside the field where this person writes to the bot."""
        buttons = self.world.profile.buttons
        return str((buttons.get(self.id) or buttons.get(None) or NO_BUTTON)["type"])

    def introduction(self) -> dict[str, str]:
        """What stands in the empty chat and in the profile: name, description and short description."""
        return self.world.profile.shown(self.user.language, self.world.bot.first_name)

    async def until(self, predicate: Callable[[], Found | None], timeout: float = PATIENCE) -> Found:
        """What the predicate says, as soon as it is something true."""
        return await self.world.changes.until(
            predicate, person=self.user.id, timeout=timeout, missing=self.last_requests
        )

    async def reads(self, where: Place, text: str, timeout: float = PATIENCE) -> Seen:
        """The newest message there in which a text stands, once it is there."""
        return await self.until(lambda: self._newest(where, text), timeout)

    def last_requests(self) -> str:
        """What the bot asked for last, for the message of a failed test."""
        return f"{self.user.name} waits; the bot's last requests:\n{self._log.tail()}"

    def _newest(self, where: Place, text: str) -> Seen | None:
        if not self._reads(where.chat):
            return None
        found = (one for one in reversed(where.chat.messages.values()) if text in one.text and not one.service)
        message = next(found, None)
        return Seen(message) if message else None

    def _send(
        self,
        where: Place,
        topic: Topic | int | None,
        reply_to: Seen | None,
        forced: bool,
        as_channel: Chat | None,
        *,
        text: str,
        formatted: Sequence[Payload] = (),
        **content: Any,
    ) -> Reply:
        chat, thread = where.chat, writing.number(topic)
        target = reply_to.message if reply_to else forcing.asking(chat, self.user, thread) if forced else None
        content |= {"text": text, "entities": texts.with_found(text, formatted), "reply_to": target}
        reply = Reply(self, chat)
        reply.wrote(writing.write(self.world, self.user, chat, thread, as_channel, **content))
        return reply

    def _touch(self, message: Seen, data: str) -> Reply:
        pressed = self.world.moments.seconds()
        query = Query(str(10**17 + randbelow(10**17)), self.user, message.message, data, pressed)
        self.world.queries[query.id] = query
        reply = Reply(self, message.chat, query=query)
        self.world.outbox.add("callback_query", letters.query(query), self.user.id)
        return reply

    def _look(self, message: Seen) -> None:
        if not self._reads(message.chat) or (message.gone and message.held is None):
            raise LookupError(f"{self.user.name} does not see {message}")

    def _reads(self, chat: Chat) -> bool:
        return chat.person is self.user or chat.member(self.user.id) is not None
