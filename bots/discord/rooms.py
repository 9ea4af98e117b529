"""Rooms to work in: a private thread of one's own in the task channel, and direct messages."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

import discord
import structlog

from bots.desk import whereabouts
from bots.desk.desk import Desk
from bots.desk.whereabouts import DIRECT
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.discord.arrivals import identity
from bots.discord.permissions import Use, judge
from bots.discord.spot import Room
from bots.runner.turns import Turns
from bots.text.direction import unisolated
from bots.text.locale import Texts
from core.domain.person import Identity
from core.failure import describe

SILENCE: Literal[60] = 60  # minutes after which a thread is put away; the next message brings it back
NAME_LENGTH = 100
PATIENCE = 8.0  # seconds that somebody waits for a thread: Discord lets few of them be opened in a while
AT_ONCE = 20  # threads on their way in a community: of a longer queue the library lets hardly anybody through
_TOO_MANY = 160006  # active threads of a server
_UNREADABLE = "read_message_history"  # without it there is no Reply; everything else works

log = structlog.get_logger()


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
    _turns: Turns = field(default_factory=Turns)
    _opening: dict[tuple[Identity, str], asyncio.Task[Room]] = field(default_factory=dict)

    async def thread(self, user: discord.Member, asked_in: int, community: Community, locale: str) -> Room:
        """The person's thread in this community; NoRoom where there can be none."""
        who = identity(user)
        async with self._turns.of(who):  # of two who ask at once, the second finds what the first has opened
            known = await self.desk.run(lambda connection: whereabouts.find(connection, who))
            room = known.rooms.get(community.id)
            with _otherwise("discord-no-room"):
                if room is not None and await self._usable(int(room), user):
                    return Room(int(room))
                channel = await self._channel(community.task_channel, asked_in)
                return await self._opened(community.id, channel, user, locale)

    async def direct(self, user: discord.User | discord.Member) -> Room:
        """Direct messages with somebody; NoRoom where these are closed."""
        with _otherwise("discord-no-direct"):
            channel = await user.create_dm()
        room = Room(channel.id)
        await self.note_direct(identity(user), room)
        return room

    async def note_direct(self, who: Identity, room: Room) -> None:
        """Somebody's direct messages are there: what they write in them is read, now and after a loss."""
        known = await self.desk.run(lambda connection: whereabouts.find(connection, who))
        if known.rooms.get(DIRECT) != str(room.channel):
            await self._remember(who, DIRECT, room.channel)

    async def _usable(self, thread_id: int, user: discord.Member) -> bool:
        """Whether a thread can still be used; one that was put away, or left, is brought back."""
        try:
            thread = self.client.get_channel(thread_id) or await self.client.fetch_channel(thread_id)
            if not isinstance(thread, discord.Thread) or thread.locked:
                return False
            if thread.archived:
                await thread.edit(archived=False)
            await thread.add_user(user)
        except discord.InvalidData:
            return False
        except discord.HTTPException as error:
            if error.status >= 500:
                raise  # it may be there in a minute
            log.info("discord_thread_lost", code=error.code)
            return False
        return True

    async def _channel(self, task_channel: str, asked_in: int) -> discord.TextChannel:
        number = int(task_channel) if task_channel.isdecimal() else asked_in
        try:
            channel = self.client.get_channel(number) or await self.client.fetch_channel(number)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData) as error:
            raise NoRoom("discord-no-task-channel") from error
        if isinstance(channel, discord.Thread):
            channel = channel.parent or channel
        if not isinstance(channel, discord.TextChannel):
            raise NoRoom("discord-no-task-channel")
        me: discord.Member | None = channel.guild.me
        if me is not None and set(judge(Use.TASKS, "", channel.permissions_for(me)).missing) - {_UNREADABLE}:
            raise NoRoom("discord-no-thread-right")
        return channel

    async def close(self) -> None:
        """Wait for no thread any more."""
        for opening in (late := list(self._opening.values())):
            opening.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _opened(self, community_id: str, channel: discord.TextChannel, user: discord.Member, locale: str) -> Room:
        """A new thread; one that takes too long comes later, and is found when it is asked for again."""
        key = identity(user), community_id
        if key not in self._opening:
            if sum(community == community_id for _, community in self._opening) >= AT_ONCE:
                raise NoRoom("discord-no-room")
            self._opening[key] = asyncio.create_task(self._open(community_id, channel, user, locale))
            self._opening[key].add_done_callback(lambda opened: self._over(key, opened))
        opening = self._opening[key]
        done, _ = await asyncio.wait({opening}, timeout=PATIENCE)
        if not done:
            log.warning("discord_thread_late")
            raise NoRoom("discord-no-room")
        return opening.result()

    def _over(self, key: tuple[Identity, str], opened: asyncio.Task[Room]) -> None:
        """Whoever still waits has the result; what went wrong later is nobody's trouble."""
        del self._opening[key]
        if not opened.cancelled() and (error := opened.exception()) is not None:
            log.info("discord_thread_not_opened", error=describe(error))

    async def _open(self, community_id: str, channel: discord.TextChannel, user: discord.Member, locale: str) -> Room:
        thread = await channel.create_thread(
            name=self._name(user, locale),
            type=discord.ChannelType.private_thread,
            auto_archive_duration=SILENCE,
            invitable=False,
        )
        try:
            await thread.add_user(user)
            await thread.send(self.texts.format(Line("discord-thread-readers"), locale))
        except discord.HTTPException:
            with suppress(discord.HTTPException):
                await thread.edit(archived=True)  # it would count among those that are open
            raise
        await self._remember(identity(user), community_id, thread.id)
        return Room(thread.id)

    def _name(self, user: discord.Member, locale: str) -> str:
        named = self.texts.format(Line("discord-thread-name", {"name": user.display_name}), locale)
        return unisolated(named)[:NAME_LENGTH]

    async def _remember(self, who: Identity, community_id: str, channel: int) -> None:
        now = self.desk.clock()
        await self.desk.run(lambda c: whereabouts.open_room(c, who, community_id, str(channel), now))


@contextmanager
def _otherwise(reason: str) -> Iterator[None]:
    """What Discord refuses is no room; the reason is as exact as it can be."""
    try:
        yield
    except discord.Forbidden as error:
        raise NoRoom("discord-no-thread-right" if reason == "discord-no-room" else reason) from error
    except discord.HTTPException as error:
        log.warning("discord_no_room", status=error.status, code=error.code)
        raise NoRoom("discord-no-thread" if error.code == _TOO_MANY else reason) from error
