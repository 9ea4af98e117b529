"""A fake of Telegram's Bot API on loopback, for the real python-telegram-bot to run against."""

from tests.fakes.discord.changes import Silence
from tests.fakes.telegram.chats import Chat, Kind, Place, Topic
from tests.fakes.telegram.fake import FakeTelegram
from tests.fakes.telegram.groups import BOT_RIGHTS, Channel, Group
from tests.fakes.telegram.people import Human
from tests.fakes.telegram.reply import Reply
from tests.fakes.telegram.seen import Button, Seen

__all__ = [
    "BOT_RIGHTS",
    "Button",
    "Channel",
    "Chat",
    "FakeTelegram",
    "Group",
    "Human",
    "Kind",
    "Place",
    "Reply",
    "Seen",
    "Silence",
    "Topic",
]
