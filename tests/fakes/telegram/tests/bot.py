"""A small bot on the real python-telegram-bot, for the tests of the fake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import Updater

from tests.fakes.telegram import FakeTelegram

GREETED = "Hello"


def bot_of(fake: FakeTelegram, token: str | None = None) -> Bot:
    """The library's bot, aimed at a fake."""
    return Bot(token or fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url)


def door(number: int) -> InlineKeyboardMarkup:
    """A button that counts in its own data."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(f"Knock {number}", callback_data=f"knock:{number}")]])


class Queue(asyncio.Queue[object]):
    """Acts on updates as soon as they come."""

    def __init__(self, bot: Bot) -> None:
        super().__init__()
        self.bot = bot
        self.heard: list[Update] = []
        self.refused: list[str] = []

    async def put(self, item: object) -> None:
        assert isinstance(item, Update)
        self.heard.append(item)
        try:
            await act(self.bot, item)
        except (BadRequest, Forbidden) as error:
            self.refused.append(error.message)


async def act(bot: Bot, update: Update) -> None:
    """What the small bot does with an update."""
    if query := update.callback_query:
        assert query.data
        number = int(query.data.partition(":")[2]) + 1
        await query.answer(f"{number}!", show_alert=number == 2)
        await query.edit_message_text(f"Knocked {number} times", reply_markup=door(number))
    elif (message := update.message) and message.text:
        await _reply(bot, message)


async def _reply(bot: Bot, message: Any) -> None:
    word, _, rest = message.text.partition(" ")
    where: dict[str, Any] = {"chat_id": message.chat_id, "message_thread_id": message.message_thread_id}
    if not message.is_topic_message:
        del where["message_thread_id"]
    match word.partition("@")[0]:
        case "/start":
            await bot.send_message(text=f"{GREETED} {rest or 'you'}", **where)
        case "/door":
            await bot.send_message(text="Knocked 0 times", reply_markup=door(0), **where)
        case "/ask":
            forced = ForceReply(selective=True, input_field_placeholder="Say something")
            await bot.send_message(
                text="Say something",
                reply_markup=forced,
                reply_parameters=ReplyParameters(message.message_id),
                **where,
            )


@asynccontextmanager
async def polling(fake: FakeTelegram, **options: Any) -> AsyncIterator[Queue]:
    """A bot that polls, until the end of the block."""
    bot = bot_of(fake)
    queue = Queue(bot)
    updater = Updater(bot, queue)
    async with updater:
        await updater.start_polling(poll_interval=0, timeout=5, allowed_updates=options.get("allowed"))
        await fake.listening()
        yield queue
        await updater.stop()
