"""What administrators change: guilds, channels, roles and members, told to the bot as the gateway does."""

from tests.fakes.discord import payloads, permissions
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.events import Event, Intent
from tests.fakes.discord.guilds import Guild, Member, Role
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World


def add_guild(world: World, name: str, owner: User, guild_id: int | None = None, locale: str = "en-US") -> Guild:
    """A guild with its owner in it, and without the bot."""
    guild = Guild(guild_id or world.moments.snowflake(), name, owner.id, locale)
    guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.MEMBERS)
    guild.members[owner.id] = Member(owner, world.moments.now())
    world.guilds[guild.id] = guild
    return guild


def invite(world: World, guild: Guild, bits: int) -> None:
    """Let the bot join, with a role of its own."""
    role = Role(world.moments.snowflake(), world.portal.name, bits, len(guild.roles), managed_by=world.bot.id)
    guild.roles[role.id] = role
    guild.members[world.bot.id] = Member(world.bot, world.moments.now(), {role.id})
    tell_guild(world, guild)


def tell_guild(world: World, guild: Guild) -> None:
    """Tell the bot all about a guild."""
    drawn = payloads.created_guild(guild, world.bot, all_members=False)
    world.tell(Event("GUILD_CREATE", drawn, guild.id, Intent.GUILDS))


def expel(world: World, guild: Guild) -> None:
    """Put the bot out of a guild."""
    own = [role_id for role_id, role in guild.roles.items() if role.managed_by == world.bot.id]
    del guild.members[world.bot.id]
    for role_id in own:
        del guild.roles[role_id]
    world.tell(Event("GUILD_DELETE", {"id": str(guild.id)}, guild.id, Intent.GUILDS))


def add_channel(world: World, guild: Guild, name: str, kind: Kind = Kind.TEXT) -> Channel:
    """A new channel, not told of yet."""
    channel = Channel(world.moments.snowflake(), kind, name, guild, len(guild.channels))
    world.channels[channel.id] = guild.channels[channel.id] = channel
    return channel


def tell_channel(world: World, name: str, channel: Channel) -> None:
    world.tell(Event(name, payloads.channel(channel), channel.guild_id, Intent.GUILDS))
    world.changed(channel)


def remove_channel(world: World, channel: Channel) -> None:
    """Delete a channel with its threads."""
    guild = channel.home
    drawn = payloads.channel(channel)
    for thread in [one for one in guild.threads.values() if one.parent is channel]:
        del guild.threads[thread.id], world.channels[thread.id]
        for message in thread.messages.values():
            message.deleted = True
    del guild.channels[channel.id], world.channels[channel.id]
    for message in channel.messages.values():
        message.deleted = True
    world.tell(Event("CHANNEL_DELETE", drawn, channel.guild_id, Intent.GUILDS))
    world.changes.tell()


def tell_role(world: World, name: str, guild: Guild, role: Role) -> None:
    data = {"guild_id": str(guild.id), "role": payloads.role(role)}
    world.tell(Event(name, data, guild.id, Intent.GUILDS))


def remove_role(world: World, guild: Guild, role: Role) -> None:
    del guild.roles[role.id]
    for member in guild.members.values():
        member.roles.discard(role.id)
    world.tell(
        Event("GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}, guild.id, Intent.GUILDS)
    )


def tell_member(world: World, name: str, guild: Guild, member: Member) -> None:
    """Members are told of where the intent allows; the bot always hears of itself."""
    data = {**payloads.member(member), "guild_id": str(guild.id)}
    own = Intent.GUILDS if member.user is world.bot else 0
    world.tell(Event(name, data, guild.id, Intent.MEMBERS | own))


def remove_member(world: World, guild: Guild, user: User) -> None:
    """Somebody left, or was put out."""
    del guild.members[user.id]
    for thread in guild.threads.values():
        thread.members.pop(user.id, None)
    data = {"guild_id": str(guild.id), "user": payloads.user(user)}
    world.tell(Event("GUILD_MEMBER_REMOVE", data, guild.id, Intent.MEMBERS))
    world.changes.tell()
