"""Rooms to work in: a private thread of one's own in the task channel, and direct messages."""

from dataclasses import dataclass
from typing import Literal

import discord

from bots.desk import whereabouts
from bots.desk.desk import Desk
from bots.desk.whereabouts import DIRECT
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.discord.arrivals import identity
from bots.discord.spot import Room
from bots.text.locale import Texts
from core.domain.person import Identity

SILENCE: Literal[60] = 60  # minutes after which a thread is put away; the next message brings it back
NAME_LENGTH = 100
_GONE = (10003, 50083, 160005)  # no such channel, archived for good, locked


class NoRoom(Exception):
    """There is no room to be had; `reason` is the Fluent id that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Rooms:
    """Finds the room that somebody has, or opens one."""

    client: discord.Client
    desk: Desk
    texts: Texts

    async def thread(self, user: discord.Member, asked_in: int, community: Community, locale: str) -> Room:
        """The person's thread in this community; NoRoom where there can be none."""
        who = identity(user)
        known = await self.desk.run(lambda connection: whereabouts.find(connection, who))
        room = known.rooms.get(community.id)
        if room is not None and await self._usable(int(room)):
            return Room(int(room))
        channel = await self._channel(int(community.task_channel) if community.task_channel else asked_in)
        thread = await self._open(channel, user, locale)
        await self._remember(who, community.id, thread.id)
        return Room(thread.id)

    async def direct(self, user: discord.User | discord.Member) -> Room:
        """Direct messages with somebody; NoRoom where these are closed."""
        who = identity(user)
        try:
            channel = await user.create_dm()
        except discord.HTTPException as error:
            raise NoRoom("discord-no-direct") from error
        known = await self.desk.run(lambda connection: whereabouts.find(connection, who))
        if known.rooms.get(DIRECT) != str(channel.id):
            await self._remember(who, DIRECT, channel.id)
        return Room(channel.id)

    async def _usable(self, thread_id: int) -> bool:
        """Whether a thread can still be written into; one that was put away is brought back."""
        try:
            thread = self.client.get_channel(thread_id) or await self.client.fetch_channel(thread_id)
            if not isinstance(thread, discord.Thread) or thread.locked:
                return False
            if thread.archived:
                await thread.edit(archived=False)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData):
            return False
        except discord.HTTPException as error:
            if error.code in _GONE:
                return False
            raise
        return True

    async def _channel(self, channel_id: int) -> discord.TextChannel:
        try:
            channel = self.client.get_channel(channel_id) or await self.client.fetch_channel(channel_id)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData) as error:
            raise NoRoom("discord-no-task-channel") from error
        if isinstance(channel, discord.Thread):
            channel = channel.parent or channel
        if not isinstance(channel, discord.TextChannel):
            raise NoRoom("discord-no-task-channel")
        return channel

    async def _open(self, channel: discord.TextChannel, user: discord.Member, locale: str) -> discord.Thread:
        try:
            thread = await channel.create_thread(
                name=self._name(user, locale),
                type=discord.ChannelType.private_thread,
                auto_archive_duration=SILENCE,
                invitable=False,
            )
            await thread.add_user(user)
            await thread.send(self.texts.format(Line("discord-thread-readers"), locale))
        except discord.Forbidden as error:
            raise NoRoom("discord-no-thread-right") from error
        except discord.HTTPException as error:
            if error.status >= 500:
                raise
            raise NoRoom("discord-no-thread") from error  # there are too many
        return thread

    def _name(self, user: discord.Member, locale: str) -> str:
        named = self.texts.format(Line("discord-thread-name", {"name": user.display_name}), locale)
        return named[:NAME_LENGTH]

    async def _remember(self, who: Identity, community_id: str, channel: int) -> None:
        now = self.desk.clock()
        await self.desk.run(lambda c: whereabouts.open_room(c, who, community_id, str(channel), now))
