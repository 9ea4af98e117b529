"""Permission bits, and how roles and overwrites of a channel add up for somebody."""

from enum import IntFlag

from tests.fakes.discord.channels import Channel
from tests.fakes.discord.guilds import Guild


class Permission(IntFlag):
    """The bits that the fake acts on; the others are carried along."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


EVERYTHING = (1 << 53) - 1
MEMBERS = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)  # what @everyone may do in a new guild
DIRECT = MEMBERS | Permission.PIN_MESSAGES  # what both may do in their direct messages


def in_guild(guild: Guild, user_id: int) -> int:
    """What somebody may do where no overwrite says otherwise."""
    if user_id == guild.owner_id:
        return EVERYTHING
    member = guild.members.get(user_id)
    if member is None:
        return 0
    bits = guild.roles[guild.id].permissions
    for role_id in member.roles:
        bits |= guild.roles[role_id].permissions
    return EVERYTHING if bits & Permission.ADMINISTRATOR else bits


def in_channel(channel: Channel, user_id: int) -> int:
    """What somebody may do in a channel, a thread or their direct messages."""
    guild = channel.guild
    if guild is None:
        return int(DIRECT) if user_id in channel.recipients else 0
    bits = in_guild(guild, user_id)
    if bits == EVERYTHING or user_id not in guild.members:
        return bits
    bits = _overwritten(channel.parent or channel, guild, user_id, bits)
    if not bits & Permission.VIEW_CHANNEL:
        return 0
    if channel.is_private_thread and user_id not in channel.members and not bits & Permission.MANAGE_THREADS:
        return 0
    return bits


def _overwritten(channel: Channel, guild: Guild, user_id: int, bits: int) -> int:
    found = channel.overwrites
    if everyone := found.get(guild.id):
        bits = bits & ~everyone.deny | everyone.allow
    roles = [found[role_id] for role_id in guild.members[user_id].roles if role_id in found]
    for overwrite in roles:
        bits &= ~overwrite.deny
    for overwrite in roles:
        bits |= overwrite.allow
    if own := found.get(user_id):
        bits = bits & ~own.deny | own.allow
    return bits


def may(channel: Channel, user_id: int, *wanted: Permission) -> bool:
    """Whether somebody has all of these there."""
    bits = in_channel(channel, user_id)
    return all(bits & permission for permission in wanted)


def sees(channel: Channel, user_id: int) -> bool:
    """Whether a channel is shown to somebody at all."""
    return may(channel, user_id, Permission.VIEW_CHANNEL)
