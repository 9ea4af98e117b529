"""What the bot may do where; each refuses with Discord's code."""

from tests.fakes.discord import permissions, refusals
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.world import World


def seen(world: World, channel_id: str) -> Channel:
    """A channel that the bot sees."""
    channel = world.channel(int(channel_id))
    if channel.guild and world.bot.id not in channel.guild.members:
        raise refusals.missing_access()
    if not permissions.sees(channel, world.bot.id):
        raise refusals.missing_access()
    return channel


def needs(world: World, channel: Channel, *wanted: Permission) -> None:
    """Refuse where the bot lacks a permission."""
    if not permissions.may(channel, world.bot.id, *wanted):
        raise refusals.missing_permissions()


def needs_in_guild(world: World, guild_id: str, *wanted: Permission) -> None:
    """The same for what concerns a whole guild."""
    bits = permissions.in_guild(world.guild(int(guild_id)), world.bot.id)
    if not all(bits & permission for permission in wanted):
        raise refusals.missing_permissions()


def may_write(world: World, channel: Channel, body: Payload, *, with_files: bool) -> None:
    """Refuse a message where the bot can't write it."""
    if channel.kind is Kind.DIRECT:
        _may_write_directly(world, channel)
        return
    if channel.is_thread:
        _thread_takes_messages(world, channel)
    needs(world, channel, Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    if with_files:
        needs(world, channel, Permission.ATTACH_FILES)
    if body.get("message_reference") and not permissions.may(channel, world.bot.id, Permission.READ_MESSAGE_HISTORY):
        raise refusals.cannot_reply()


def _may_write_directly(world: World, channel: Channel) -> None:
    person = next(one for one in channel.recipients.values() if one is not world.bot)
    if not person.dms_open or not world.shares_guild(person):
        raise refusals.closed_to_messages()


def _thread_takes_messages(world: World, thread: Channel) -> None:
    if not thread.locked or permissions.may(thread, world.bot.id, Permission.MANAGE_THREADS):
        return
    raise refusals.thread_archived() if thread.archived else refusals.thread_locked()


def not_archived(thread: Channel) -> None:
    """Refuse what can't be done in an archived thread."""
    if thread.archived:
        raise refusals.thread_archived()
