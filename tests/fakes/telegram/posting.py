"""Writing, editing and deleting messages, whoever does it."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram import letters, privacy
from tests.fakes.telegram.chats import Chat, Kind
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.refusals import Payload
from tests.fakes.telegram.users import User
from tests.fakes.telegram.world import World


def post(world: World, chat: Chat, author: User | None, **fields: Any) -> Message:
    """Put a new message into a chat and tell the bot of it, if it hears such."""
    number = fields.pop("id", None) or world.next_id(chat)
    message = Message(number, chat, world.moments.unix(), author, **fields)
    _place(message)
    chat.messages[message.id] = message
    if not message.by(world.bot) or message.service:
        _tell(world, message)
    _told(world, message)
    return message


def _place(message: Message) -> None:
    """Find the thread of a message: its topic, or where the message stands that it replies to."""
    chat, replied = message.chat, message.reply_to
    if message.thread and message.thread in chat.topics:
        message.in_topic = True
        if replied is None and chat.forum:
            message.reply_to = chat.topics[message.thread].creation
    elif replied and chat.kind is Kind.SUPERGROUP:
        message.thread = replied.thread or replied.id
        message.in_topic = replied.in_topic


def rewrite(world: World, message: Message, **fields: Any) -> None:
    """Edit a message."""
    for name, value in fields.items():
        setattr(message, name, value)
    message.edited = world.moments.unix()
    message.versions += 1
    if not message.by(world.bot):
        _tell(world, message, edited=True)
    _told(world, message)


def _told(world: World, message: Message) -> None:
    """Let those who read the chat notice."""
    by_bot = message.by(world.bot)
    if by_bot:
        world.tick += 1
        message.tick = world.tick
        message.chat.touched.pop(message.id, None)
        message.chat.touched[message.id] = message
    world.changed(message.chat, by_bot=by_bot and not message.service)


def remove(world: World, message: Message, *, by_bot: bool = False) -> None:
    """Delete a message; the bot is never told."""
    message.deleted = True
    message.chat.messages.pop(message.id, None)
    message.chat.touched.pop(message.id, None)
    if message.id in message.chat.pinned:
        message.chat.pinned.remove(message.id)
    world.changed(message.chat, by_bot=by_bot)


def serve(world: World, chat: Chat, author: User, service: Payload, thread: int | None = None) -> Message:
    """Write a service message."""
    if chat.kind is Kind.CHANNEL:
        return post(world, chat, None, sender_chat=chat, service=service)
    return post(world, chat, author, service=service, thread=thread)


def _tell(world: World, message: Message, *, edited: bool = False) -> None:
    if privacy.hears(world, message):
        row = message.author.id if message.author and message.chat.private else message.chat.id
        world.outbox.add(letters.kind(message, edited=edited), letters.message(message), row)
