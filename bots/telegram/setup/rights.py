"""What the bot may do in a group, and what it lacks."""

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.error import TelegramError

from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.telegram.channel import place


async def checks(bot: Bot, community: Community) -> list[Line]:
    """What is in order and what is missing, with how to mend it."""
    told = [await _in_group(bot, community)]
    if community.moderators_channel:
        told.append(await _in_moderators_chat(bot, community.moderators_channel))
    if (await bot.get_me()).can_read_all_group_messages:
        told.append(Line("telegram-check-privacy"))
    return told


async def _in_group(bot: Bot, community: Community) -> Line:
    member = await _own(bot, int(community.id))
    if member is None or not _may_write(member):
        return Line("telegram-check-cannot-write")
    if community.board_channel and not (isinstance(member, ChatMemberAdministrator) and member.can_pin_messages):
        return Line("telegram-check-cannot-pin")
    return Line("telegram-check-well")


async def _in_moderators_chat(bot: Bot, channel: str) -> Line:
    member = await _own(bot, place(channel)[0])
    well = member is not None and _may_write(member)
    return Line("telegram-check-reports-well" if well else "telegram-check-reports-lost")


async def _own(bot: Bot, chat: int) -> ChatMember | None:
    try:
        return await bot.get_chat_member(chat, bot.id)
    except TelegramError:
        return None


def _may_write(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED)
