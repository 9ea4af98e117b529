"""What comes in from Telegram, as the dialogue's events: who did what, where, under which id."""

from dataclasses import dataclass

from telegram import Chat, Message, User
from telegram.constants import ChatType

from bots.dialogue.events import Event
from bots.runner.visit import Visit
from bots.telegram.spot import Spot
from core.domain.person import Identity

PLATFORM = "telegram"


@dataclass(frozen=True)
class Arrival:
    """One thing that a person did; `id` is the event's own on Telegram for ever."""

    user: User
    event: Event
    id: str
    visit: Visit | None = None


def identity(user: User) -> Identity:
    """Who somebody on Telegram is to us."""
    return Identity(PLATFORM, str(user.id))


def is_private(chat: Chat) -> bool:
    """Whether nobody else reads along."""
    return chat.type == ChatType.PRIVATE


def reference(message: Message) -> str:
    """A message's name among all that somebody wrote to us: each chat counts for itself."""
    id = str(message.message_id)
    return id if is_private(message.chat) else f"{message.chat.id}.{id}"


def spot_of(message: Message) -> Spot:
    """Where somebody acts; in a group they are answered there by name."""
    topic = message.message_thread_id if message.is_topic_message else None
    return Spot(message.chat.id, topic, None if is_private(message.chat) else message.message_id)
