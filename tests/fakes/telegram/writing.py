"""How what people write gets into chats: who they appear as, and where they may write at all."""

from typing import Any

from tests.fakes.telegram import posting
from tests.fakes.telegram.chats import Chat, Topic
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.users import ANONYMOUS, AS_CHANNEL, User
from tests.fakes.telegram.world import World


def number(topic: Topic | int | None) -> int | None:
    """The id of a topic."""
    return topic.id if isinstance(topic, Topic) else topic


def write(world: World, user: User, chat: Chat, thread: int | None, as_channel: Chat | None, **content: Any) -> Message:
    """Somebody writes a message, as themselves, as a group's nameless administrator or as a channel."""
    if chat.private:
        chat.started = True
        if chat.blocked:
            raise PermissionError(f"{user.name} blocked the bot")
    else:
        _may_write(user, chat, thread, "can_send_documents" if content.get("document") else "can_send_messages")
    author, sender = _appearance(user, chat, as_channel)
    message = posting.post(world, chat, author, sender_chat=sender, thread=thread, **content)
    chat.said[user.id, message.thread_or_none] = message.id
    return message


def _appearance(user: User, chat: Chat, as_channel: Chat | None) -> tuple[User, Chat | None]:
    member = chat.member(user.id)
    if as_channel:
        return AS_CHANNEL, as_channel
    if member and member.anonymous:
        return ANONYMOUS, chat
    return user, None


def _may_write(user: User, chat: Chat, thread: int | None, what: str) -> None:
    if thread and thread not in chat.topics:
        raise LookupError(f"there is no topic {thread} in {chat.title}")
    closed = thread in chat.topics and chat.topics[thread].closed
    if not chat.may(user.id, what) or (closed and not chat.may(user.id, "can_manage_topics")):
        raise PermissionError(f"{user.name} may not write in {chat.title}")
