"""What is said on the side, and never waited for: presses are answered, what can't be taken is explained."""

import asyncio
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

PAUSE = 60.0  # seconds within which nobody is told twice that nothing can be kept

log = structlog.get_logger()


@dataclass(frozen=True)
class Courtesies:
    """Speaks in the background; what doesn't arrive is no loss."""

    bot: Bot
    texts: Texts
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _told: dict[int, float] = field(default_factory=dict)

    def heard(self, query: CallbackQuery) -> None:
        """The button stops turning."""
        self._say(query.answer())

    def alert(self, query: CallbackQuery, line: Line) -> None:
        """A word that has to be read."""
        self._say(query.answer(self.word(line, query.from_user), show_alert=True))

    def reply(self, message: Message, line: Line, address: str = "") -> None:
        """A word about one message, with the way into the private chat if there is one to go."""
        user = message.from_user
        locale = (user.language_code if user else None) or "en"
        self._say(
            self.bot.send_message(
                message.chat.id,
                self.texts.format(line, locale),
                message_thread_id=message.message_thread_id if message.is_topic_message else None,
                reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
                reply_markup=self._way(address, locale) if address else None,
            )
        )

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

    def _way(self, address: str, locale: str) -> InlineKeyboardMarkup:
        label = self.texts.format(Line("button-in-private"), locale)
        return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=address)]])

    async def finish(self) -> None:
        """Let everything be said that was begun."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _say(self, saying: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(_quietly(saying))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


async def _quietly(saying: Coroutine[Any, Any, Any]) -> None:
    try:
        await saying
    except TelegramError as error:
        log.info("telegram_courtesy_lost", error=type(error).__name__)
