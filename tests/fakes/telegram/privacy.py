"""What the bot hears: in groups, with privacy mode on, only what is meant for it."""

import re

from tests.fakes.telegram.chats import Kind
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.units import part
from tests.fakes.telegram.world import World

_COMMAND = re.compile(r"/\w+(?:@(?P<name>\w+))?")


def hears(world: World, message: Message) -> bool:
    """Whether the bot is told of a message."""
    chat = message.chat
    if chat.private:
        return not chat.blocked
    member = chat.member(world.bot.id)
    if member is None or _of_another_bot(world, message):
        return False
    message.meant = _is_meant(world, message)
    if chat.kind is Kind.CHANNEL or message.service or member.manages or not world.privacy:
        return True
    return message.meant


def _of_another_bot(world: World, message: Message) -> bool:
    author = message.author
    return bool(author and author.bot and author is not world.bot and message.sender_chat is None)


def _is_meant(world: World, message: Message) -> bool:
    replied = message.reply_to
    if replied and not replied.service and (replied.author is world.bot or replied.meant):
        return True
    return any(_addresses(world, message, one) for one in message.entities)


def _addresses(world: World, message: Message, entity: dict[str, object]) -> bool:
    text = part(message.text, int(str(entity["offset"])), int(str(entity["length"])))
    own = (world.bot.username or "").casefold()
    match entity["type"]:
        case "mention":
            return text.removeprefix("@").casefold() == own
        case "bot_command":
            found = _COMMAND.fullmatch(text)
            return bool(found and (found["name"] or own).casefold() == own)
        case "text_mention":
            return isinstance(user := entity.get("user"), dict) and user["id"] == world.bot.id
    return False
