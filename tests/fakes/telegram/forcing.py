"""Which message asks somebody for a reply, and which reply keyboard somebody has."""

from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.units import part
from tests.fakes.telegram.users import User


def asking(chat: Chat, user: User, topic: int | None = None) -> Message | None:
    """The latest message that forces a reply from somebody who has written nothing since."""
    since = chat.said.get((user.id, topic), 0)
    for message in reversed(chat.messages.values()):
        if message.id <= since:
            return None
        forces = (message.markup or {}).get("force_reply")
        if forces and message.thread_or_none == topic and meant_for(message, user):
            return message
    return None


def keyboard(chat: Chat, user: User) -> list[list[str]]:
    """The labels of the reply keyboard that somebody has."""
    for message in reversed(chat.messages.values()):
        markup = message.markup or {}
        if not meant_for(message, user):
            continue
        if "remove_keyboard" in markup:
            return []
        if "keyboard" in markup:
            return [[_label(one) for one in row] for row in markup["keyboard"]]
    return []


def _label(button: object) -> str:
    return str(button["text"]) if isinstance(button, dict) else str(button)


def meant_for(message: Message, user: User) -> bool:
    """Whether a message's markup is for somebody: a selective one only for those who are mentioned or replied to."""
    if not (message.markup or {}).get("selective") or message.chat.private:
        return True
    replied = message.reply_to
    if replied and not replied.service and replied.author is user:
        return True
    for one in message.entities:
        if one["type"] == "text_mention" and one["user"]["id"] == user.id:
            return True
        name = part(message.text, one["offset"], one["length"]).removeprefix("@")
        if one["type"] == "mention" and user.username and name.casefold() == user.username.casefold():
            return True
    return False
