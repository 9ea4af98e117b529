"""A guild as its administrators hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes.discord import permissions, settings, threads
from tests.fakes.discord.channels import Channel, Kind, Overwrite
from tests.fakes.discord.guilds import Guild, Role
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

if TYPE_CHECKING:
    from tests.fakes.discord.people import Human

BOT = permissions.MEMBERS | Permission.MANAGE_THREADS | Permission.MANAGE_MESSAGES | Permission.PIN_MESSAGES


class Server:
    """A guild, and what its administrators may do to it; the bot hears of all of it."""

    def __init__(self, world: World, guild: Guild, owner: Human) -> None:
        self.world = world
        self.guild = guild
        self.owner = owner

    @property
    def id(self) -> int:
        return self.guild.id

    @property
    def everyone(self) -> Role:
        return self.guild.roles[self.guild.id]

    @property
    def bot_role(self) -> Role:
        """The role that the bot brought along."""
        return next(one for one in self.guild.roles.values() if one.managed_by == self.world.bot.id)

    def text(self, name: str, *, hidden: bool = False, kind: Kind = Kind.TEXT) -> Channel:
        """A new channel; a hidden one only for those who are let in by `permit`, and for the bot."""
        channel = settings.add_channel(self.world, self.guild, name, kind)
        if hidden:
            view = Permission.VIEW_CHANNEL
            channel.overwrites[self.id] = Overwrite(self.id, of_member=False, deny=view)
            if self.world.bot.id in self.guild.members:
                channel.overwrites[self.bot_role.id] = Overwrite(self.bot_role.id, of_member=False, allow=view)
        settings.tell_channel(self.world, "CHANNEL_CREATE", channel)
        return channel

    def role(self, name: str, bits: int = 0) -> Role:
        """A new role."""
        role = Role(self.world.moments.snowflake(), name, bits, 1)
        self.guild.roles[role.id] = role
        settings.tell_role(self.world, "GUILD_ROLE_CREATE", self.guild, role)
        return role

    def give(self, human: Human, role: Role) -> None:
        """Give somebody a role."""
        member = self.guild.members[human.id]
        member.roles.add(role.id)
        settings.tell_member(self.world, "GUILD_MEMBER_UPDATE", self.guild, member)

    def take(self, human: Human, role: Role) -> None:
        """Take a role from somebody."""
        member = self.guild.members[human.id]
        member.roles.discard(role.id)
        settings.tell_member(self.world, "GUILD_MEMBER_UPDATE", self.guild, member)

    def permit(self, channel: Channel, whom: Role | Human | User, *, allow: int = 0, deny: int = 0) -> None:
        """Set what a role or somebody may do in a channel, other than in the guild."""
        overwrite = Overwrite(whom.id, not isinstance(whom, Role), allow, deny)
        channel.overwrites[whom.id] = overwrite
        settings.tell_channel(self.world, "CHANNEL_UPDATE", channel)

    def bot_may(self, bits: int) -> None:
        """Set what the bot may do in this guild."""
        self.set_role(self.bot_role, bits)

    def forbid_bot(self, *gone: Permission) -> None:
        """Take permissions from the bot, also those that it has as a member like any other."""
        taken = sum(gone)
        for role in (self.bot_role, self.everyone):
            self.set_role(role, role.permissions & ~taken)

    def set_role(self, role: Role, bits: int) -> None:
        """Set what a role may do in this guild."""
        role.permissions = bits
        settings.tell_role(self.world, "GUILD_ROLE_UPDATE", self.guild, role)

    def delete_role(self, role: Role) -> None:
        settings.remove_role(self.world, self.guild, role)

    def delete(self, channel: Channel) -> None:
        """Delete a channel or a thread."""
        if channel.is_thread:
            threads.remove(self.world, channel)
        else:
            settings.remove_channel(self.world, channel)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Archive a thread, and lock it if wanted."""
        threads.archive(self.world, thread, archived=True)
        thread.locked = locked
        threads.tell_updated(self.world, thread)

    def lock(self, thread: Channel, *, locked: bool = True) -> None:
        thread.locked = locked
        threads.tell_updated(self.world, thread)

    def invite_bot(self, bits: int = BOT) -> None:
        """Let the bot in."""
        settings.invite(self.world, self.guild, bits)

    def expel_bot(self) -> None:
        """Put the bot out."""
        settings.expel(self.world, self.guild)
