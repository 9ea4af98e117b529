"""What is said on the side, and never waited for: presses are answered, what can't be taken is explained."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    User,
)
from telegram.error import TelegramError

from bots.dialogue.cards import Line
from bots.text.locale import Texts
from core.failure import describe

PAUSE = 60.0  # seconds within which nobody is told twice that nothing can be kept
LAST_WORDS = 3.0  # seconds for what is still to be said at the end
IN_PRIVATE = "button-in-private"
CROWDED = 5  # words that wait to be said in a chat: further ones are left out, so that nobody can make us talk

log = structlog.get_logger()


@dataclass(frozen=True)
class Courtesies:
    """Speaks in the background; what doesn't arrive is no loss."""

    bot: Bot
    texts: Texts
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _told: dict[int, float] = field(default_factory=dict)
    _waiting: Counter[int] = field(default_factory=Counter)  # by chat

    def heard(self, query: CallbackQuery) -> None:
        """The button stops turning."""
        self._say(query.answer())

    def alert(self, query: CallbackQuery, line: Line) -> None:
        """A word that has to be read."""
        self._say(query.answer(self.word(line, query.from_user), show_alert=True))

    def reply(self, message: Message, line: Line, address: str = "", label: str = IN_PRIVATE) -> None:
        """A word about one message to whoever wrote it, with the way to another place if there is one to go."""
        locale = (message.from_user.language_code if message.from_user else None) or "en"
        self._reply(message, locale, line, self._way(address, label, locale))

    def reply_to(self, message: Message, user: User, line: Line) -> None:
        """The same to somebody else, who pressed a button below it."""
        self._reply(message, user.language_code or "en", line, None)

    def greet(self, chat: int, user: User, line: Line) -> None:
        """A word to a whole group, in the locale of whoever let us in."""
        self._say(self.bot.send_message(chat, self.word(line, user)))

    def not_kept(self, user: User) -> None:
        """Nothing can be written down: said once in a while, for the same update comes again until it can."""
        now = asyncio.get_running_loop().time()
        if now - self._told.get(user.id, -PAUSE) >= PAUSE:
            self._told[user.id] = now
            self._say(self.bot.send_message(user.id, self.word(Line("telegram-not-kept"), user)))

    def word(self, line: Line, user: User) -> str:
        """A text in the locale of somebody's app."""
        return self.texts.format(line, user.language_code or "en")

    def beside(self, doing: Coroutine[Any, Any, Any]) -> None:
        """Let something happen that nobody waits for, and finish it before the end."""
        self._say(doing)

    def _reply(self, message: Message, locale: str, line: Line, way: InlineKeyboardMarkup | None) -> None:
        """Unless so much waits in this chat already that nobody would read it in time."""
        if self._waiting[message.chat.id] < CROWDED:
            self._waiting[message.chat.id] += 1
            self._say(self._reply_now(message, self.texts.format(line, locale), way))

    async def _reply_now(self, message: Message, words: str, way: InlineKeyboardMarkup | None) -> None:
        try:
            await self.bot.send_message(
                message.chat.id,
                words,
                message_thread_id=message.message_thread_id if message.is_topic_message else None,
                reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
                reply_markup=way,
            )
        finally:
            self._waiting[message.chat.id] -= 1

    def _way(self, address: str, label: str, locale: str) -> InlineKeyboardMarkup | None:
        if not address:
            return None
        return InlineKeyboardMarkup([[InlineKeyboardButton(self.texts.format(Line(label), locale), url=address)]])

    async def said(self) -> None:
        """Wait until all that was begun is said."""
        while begun := set(self._under_way):
            await asyncio.wait(begun)

    async def finish(self) -> None:
        """Let be said what was begun, as far as that takes no more than a moment."""
        if begun := set(self._under_way):
            _, late = await asyncio.wait(begun, timeout=LAST_WORDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _say(self, saying: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(_quietly(saying))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


async def _quietly(saying: Coroutine[Any, Any, Any]) -> None:
    try:
        await saying
    except TelegramError as error:
        log.info("telegram_courtesy_lost", error=type(error).__name__)
    except Exception as error:
        log.error("telegram_courtesy_failed", error=describe(error))
