"""Where somebody's cards go: where they act, or where they chose to work."""

from contextlib import suppress
from dataclasses import dataclass

import discord

from bots.desk import whereabouts
from bots.dialogue.cards import Line
from bots.dialogue.community import Community, Place
from bots.discord.arrivals import identity
from bots.discord.communities import Communities
from bots.discord.rooms import NoRoom, Rooms
from bots.discord.screens import Screens
from bots.discord.spot import TOKEN_LIFE, Private, Room
from core.domain.person import Identity

Interaction = discord.Interaction


@dataclass(frozen=True)
class Way:
    """Where a command is answered, and why not where the person wished."""

    room: Room | None = None
    instead: str | None = None


@dataclass(frozen=True)
class Places:
    """Turns people's screens to where they look."""

    screens: Screens
    rooms: Rooms
    communities: Communities

    async def here(self, interaction: Interaction) -> None:
        """A card's own button was pressed, or its form sent: the answer comes in its place."""
        message = interaction.message
        if message is not None and not message.flags.ephemeral:
            await self.in_room(identity(interaction.user), Room(message.channel.id), interaction)
        else:
            await self.screens.turn_to(identity(interaction.user), self._private(interaction), fresh=message is None)

    async def in_room(self, who: Identity, room: Room, pressed: Interaction | None = None) -> None:
        """Something was done in a room."""
        await self.screens.turn_to(who, room)
        self.screens.note_press(who, pressed)

    async def by_choice(self, interaction: Interaction, *, privately: bool = False) -> Way:
        """A command came, or a press on a public card: it is answered where the person chose to work."""
        who = identity(interaction.user)
        way = Way() if privately else await self._way(interaction, who)
        if way.room is None:
            await self.screens.turn_to(who, self._private(interaction), fresh=True)
        else:
            await self.screens.turn_to(who, way.room)
        return way

    async def lead_there(self, interaction: Interaction, way: Way) -> None:
        """Say where the answer is, unless it is right here."""
        with suppress(discord.HTTPException):  # a courtesy, for which it may be too late
            await self._lead_there(interaction, way)

    async def go(self, interaction: Interaction, place: Place) -> Room | None:
        """From now on the person works there; NoRoom, and nothing changed, where that can't be."""
        who, now = identity(interaction.user), self.screens.desk.clock()
        community = await self.communities.of(interaction.guild_id)
        room = await self._room(interaction, place, community)
        await self.screens.desk.run(lambda c: whereabouts.choose(c, who, community.id, place, now))
        if room is None:
            await self.screens.turn_to(who, self._private(interaction), fresh=True)
        else:
            await self.screens.turn_to(who, room)
        return room

    async def _lead_there(self, interaction: Interaction, way: Way) -> None:
        if way.room is not None and way.room.channel == interaction.channel_id:
            await interaction.delete_original_response()
        elif way.room is not None:
            over_there = self._word(interaction, Line("discord-over-there"))
            await interaction.edit_original_response(content=f"{over_there} <#{way.room.channel}>")
        elif way.instead is not None:
            await interaction.followup.send(self._word(interaction, Line(way.instead)), ephemeral=True)

    async def _way(self, interaction: Interaction, who: Identity) -> Way:
        known = await self.screens.desk.run(lambda connection: whereabouts.find(connection, who))
        if interaction.guild_id is None or str(interaction.channel_id) in known.rooms.values():
            return Way(Room(interaction.channel_id or 0))
        community = await self.communities.of(interaction.guild_id)
        try:
            return Way(await self._room(interaction, known.places.get(community.id) or community.place, community))
        except NoRoom as none:
            return Way(instead=none.reason)

    async def _room(self, interaction: Interaction, place: Place, community: Community) -> Room | None:
        user = interaction.user
        if place is Place.THREAD and isinstance(user, discord.Member):
            return await self.rooms.thread(user, interaction.channel_id or 0, community, interaction.locale.value)
        return await self.rooms.direct(user) if place is Place.DIRECT else None

    def _word(self, interaction: Interaction, line: Line) -> str:
        return self.screens.texts.format(line, interaction.locale.value)

    def _private(self, interaction: Interaction) -> Private:
        """The spot that only this person sees; its time runs by our clock, whatever Discord's says."""
        until = self.screens.desk.clock() + TOKEN_LIFE
        return Private(interaction.application_id, interaction.token, until, interaction.guild_id is not None)
