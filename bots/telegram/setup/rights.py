"""What the bot may do in a group and in its moderators' chat, as Telegram says at this moment."""

from dataclasses import dataclass

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.error import TelegramError

from bots.telegram.channel import place


@dataclass(frozen=True)
class Standing:
    """How the bot stands in a chat; `there` is False where it isn't, or can't look."""

    there: bool = False
    may_write: bool = False
    may_pin: bool = False
    forum: bool = False
    public: bool = False  # anybody can find it and join
    hides_members: bool = False  # from the bot too


async def look(bot: Bot, channel: str) -> Standing:
    """How the bot stands in a chat, or in the chat of a topic."""
    try:
        chat_id, _ = place(channel)
        chat, member = await bot.get_chat(chat_id), await bot.get_chat_member(chat_id, bot.id)
    except (ValueError, TelegramError):
        return Standing()
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return Standing()
    manages = member if isinstance(member, ChatMemberAdministrator) else None
    return Standing(
        there=True,
        may_write=manages is not None or _may(chat, member, "can_send_messages"),
        may_pin=bool(manages.can_pin_messages) if manages else _may(chat, member, "can_pin_messages"),
        forum=bool(chat.is_forum),
        public=bool(chat.username),
        hides_members=bool(chat.has_hidden_members) and manages is None,
    )


def _may(chat: ChatFullInfo, member: ChatMember, what: str) -> bool:
    """Whether the bot holds a permission of all members."""
    if isinstance(member, ChatMemberRestricted) and not (member.is_member and getattr(member, what)):
        return False
    return chat.permissions is None or bool(getattr(chat.permissions, what))
