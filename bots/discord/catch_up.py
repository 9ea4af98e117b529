"""What people wrote in their rooms while nobody listened: Discord tells a new session nothing of it, so it is read."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
import structlog

from bots.desk import inbox, whereabouts
from bots.desk.desk import Desk
from bots.discord.arrivals import PLATFORM
from bots.discord.client import Client
from bots.discord.mail import Mail
from core.failure import describe

OVERLAP = timedelta(minutes=1)  # read again: what was handled is known by its id
LONGEST = timedelta(days=1)
MOST = 50  # messages of one room

log = structlog.get_logger()


@dataclass(frozen=True)
class CatchUp:
    """Reads the rooms after each new session; one round at a time."""

    client: Client
    desk: Desk
    mail: Mail

    async def keep_up(self) -> None:
        """Read whatever was missed, whenever a session begins, until cancelled."""
        while True:
            await self.client.new_session.wait()
            self.client.new_session.clear()
            try:
                await self.read()
            except Exception as error:
                log.error("discord_not_caught_up", error=describe(error))

    async def read(self) -> None:
        """Take in what was missed, room by room."""
        since = await self._since()
        self.client.deaf_since = None
        if since is None:
            return
        for room in await self.desk.run(lambda connection: whereabouts.rooms(connection, PLATFORM)):
            async for message in self._missed(int(room), since):
                await self.mail.came(message)

    async def _since(self) -> datetime | None:
        """When the connection was lost, or else when the process before this one has last done anything."""
        last = self.client.deaf_since or await self.desk.run(inbox.last_handled)
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
        except discord.HTTPException as error:
            log.info("discord_room_not_read", code=error.code)
