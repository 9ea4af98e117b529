"""What people wrote in their rooms while nobody listened: Discord tells a new session nothing of it, so it is read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
import structlog

from bots.desk import heard, inbox, whereabouts
from bots.desk.desk import Desk
from bots.discord.arrivals import PLATFORM
from bots.discord.client import Client
from bots.discord.mail import Mail
from core.failure import describe

PERIOD = 20.0  # seconds after which it is noted that nothing is missing, or tried again to read it
OVERLAP = timedelta(minutes=2)  # read again, for a connection may be dead for a while before that is noticed
LONGEST = timedelta(days=1)
MOST = 1000  # messages of one room, ours among them

log = structlog.get_logger()


@dataclass
class CatchUp:
    """Reads the rooms after each new session, and remembers until when everything was heard."""

    client: Client
    desk: Desk
    mail: Mail
    behind: bool = True  # something may be missing

    async def keep_up(self) -> None:
        """Read whatever was missed, whenever a session begins, until cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.client.new_session.wait(), PERIOD)
                self.client.new_session.clear()
                self.behind = True
            try:
                await self.look()
            except Exception as error:
                log.error("discord_not_caught_up", error=describe(error))

    async def look(self) -> None:
        """Read what may be missing; with nothing missing and all shards listening, all has been heard until now."""
        now = self.desk.clock()
        if self.client.deaf:
            return
        if self.behind:
            await self.read()
            self.behind = False
        if self.client.is_ready():
            await self.desk.run(lambda connection: heard.note(connection, PLATFORM, now))

    async def read(self) -> None:
        """Take in what was missed, room by room."""
        since = await self._since()
        if since is None:
            return
        for room in await self.desk.run(lambda connection: whereabouts.rooms(connection, PLATFORM)):
            async for message in self._missed(int(room), since):
                await self.mail.came(message, late=True)

    async def _since(self) -> datetime | None:
        """Until when everything was heard; a desk that doesn't know it yet has at least done something then."""
        last = await self.desk.run(
            lambda connection: heard.until(connection, PLATFORM) or inbox.last_handled(connection)
        )
        return None if last is None else max(last - OVERLAP, self.desk.clock() - LONGEST)

    async def _missed(self, room: int, since: datetime) -> AsyncIterator[discord.Message]:
        thread = self.client.get_channel(room)
        if isinstance(thread, discord.Thread) and discord.utils.snowflake_time(thread.last_message_id or 0) < since:
            return  # nobody has written since
        channel = self.client.get_partial_messageable(room)
        try:
            async for message in channel.history(limit=MOST, after=since, oldest_first=True):
                if not message.author.bot:
                    yield message
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            log.info("discord_room_not_read", code=error.code)
