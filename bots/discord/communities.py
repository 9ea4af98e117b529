"""Communities on Discord: servers, as their administrators set them up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import discord
from sqlalchemy import Connection

from bots.community.moderating import Moderates, everywhere
from bots.desk import communities
from bots.desk.desk import Desk
from bots.dialogue.community import Community
from bots.discord.arrivals import PLATFORM
from bots.runner.visit import Visit

FRESH = timedelta(minutes=1)  # an import from a file, or another process, may change settings as well


@dataclass(frozen=True)
class Communities:
    """Looks communities up, and keeps at hand what each interaction needs of them."""

    desk: Desk
    moderates: Moderates = everywhere
    _known: dict[int, tuple[datetime, Community | None]] = field(default_factory=dict)

    async def of(self, guild_id: int | None) -> Community:
        """A server's settings; the defaults where nothing was set up, or in direct messages."""
        return await self._set_up(guild_id) or Community("" if guild_id is None else str(guild_id))

    async def save(self, community: Community) -> None:
        """Keep new settings."""
        now = self.desk.clock()
        await self.desk.run(lambda connection: communities.save(connection, PLATFORM, community, now))
        self._known.pop(int(community.id), None)

    async def now(self, guild_id: int) -> Community:
        """A server's settings as they stand at this moment, whoever has changed them."""
        self._known.pop(guild_id, None)
        return await self.of(guild_id)

    async def change(self, guild_id: int, how: Callable[[Community], Community]) -> None:
        """Change settings as they stand at this moment: of two who do so at once, neither loses anything."""
        now = self.desk.clock()

        def work(connection: Connection) -> None:
            found = communities.found(connection, PLATFORM, str(guild_id))
            communities.save(connection, PLATFORM, how(found), now)

        await self.desk.run(work)
        self._known.pop(guild_id, None)

    async def visit(self, interaction: discord.Interaction) -> Visit | None:
        """Where somebody acts, and whether one of their roles there makes them a moderator at this moment."""
        if interaction.guild_id is None:
            return None
        community = await self._set_up(interaction.guild_id)
        if community is None or not isinstance(interaction.user, discord.Member):
            return Visit(str(interaction.guild_id), None)
        roles = {str(number) for number in interaction.user._roles}
        return Visit(community.id, self.moderates(community.id) and not roles.isdisjoint(community.moderator_roles))

    async def _set_up(self, guild_id: int | None) -> Community | None:
        if guild_id is None:
            return None
        now = self.desk.clock()
        if guild_id not in self._known or now - self._known[guild_id][0] > FRESH:
            found = await self.desk.run(lambda connection: communities.find(connection, PLATFORM, str(guild_id)))
            self._known[guild_id] = now, found
        return self._known[guild_id][1]
