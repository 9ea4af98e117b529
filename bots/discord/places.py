"""Where somebody's cards go: where they act, or where they chose to work."""

from contextlib import suppress
from dataclasses import dataclass

import discord

from bots.desk import whereabouts
from bots.dialogue.community import Community, Place
from bots.discord.arrivals import identity
from bots.discord.communities import Communities
from bots.discord.drawing import Reader
from bots.discord.elsewhere import pointer
from bots.discord.rooms import NoRoom, Rooms
from bots.discord.screens import Screens
from bots.discord.spot import TOKEN_LIFE, Private, Room
from bots.discord.turning import to_answer, to_pressed, to_room
from core.domain.person import Identity

Interaction = discord.Interaction


@dataclass(frozen=True)
class Way:
    """Where a command is answered: in a place of work and its room, or here, and why not where the person wished."""

    room: Room | None = None
    place: Place = Place.PRIVATE
    reason: str = ""


@dataclass(frozen=True)
class Places:
    """Turns people's screens to where they look."""

    screens: Screens
    rooms: Rooms
    communities: Communities

    async def here(self, interaction: Interaction) -> None:
        """A card's own button was pressed, or its form sent: the answer comes in its place."""
        who, message = identity(interaction.user), interaction.message
        if message is None or message.flags.ephemeral:
            await self._privately(interaction)
            return
        room = Room(message.channel.id)
        await self.screens.turn_to(who, lambda old: to_room(old, room))
        self.screens.note_press(who, interaction)

    async def written(self, who: Identity, message: discord.Message, *, below: bool = True) -> None:
        """Something was written in a room: what comes of it stands below, unless only an older text was changed."""
        room = Room(message.channel.id)
        if message.guild is None:
            await self.rooms.note_direct(who, room)
        await self.screens.turn_to(who, lambda old: to_room(old, room, below=below))
        self.screens.note_press(who, None)

    async def by_choice(self, interaction: Interaction, *, privately: bool = False) -> None:
        """A command came, or a press on a public card: it is answered where the person chose to work."""
        who = identity(interaction.user)
        way = Way() if privately else await self._way(interaction, who)
        answer, room = self._private(interaction), way.room
        if room is None:
            await self.screens.turn_to(who, lambda old: to_answer(answer, way.reason))
        elif room.channel == interaction.channel_id:
            await self.screens.turn_to(who, lambda old: to_room(old, room, below=True))
            with suppress(discord.HTTPException):
                await interaction.delete_original_response()
        else:
            await self.screens.turn_to(who, lambda old: to_room(old, room, instead=answer))
            await self._point_at(interaction, room, way.place)

    async def go(self, interaction: Interaction, place: Place) -> None:
        """From now on the person works there; NoRoom, and nothing changed, where that can't be."""
        who, now = identity(interaction.user), self.screens.desk.clock()
        community = await self.communities.of(interaction.guild_id)
        room = await self._room(interaction, place, community)
        await self.screens.desk.run(lambda c: whereabouts.choose(c, who, community.id, place, now))
        if room is None:
            await self._privately(interaction)
            return
        answer = self._private(interaction)
        await self.screens.turn_to(who, lambda old: to_room(old, room, instead=answer))
        await self._point_at(interaction, room, place)

    async def _privately(self, interaction: Interaction) -> None:
        spot, message = self._private(interaction), interaction.message
        if message is None or not message.flags.ephemeral:
            await self.screens.turn_to(identity(interaction.user), lambda old: to_answer(spot))
        else:
            number = str(message.id)
            await self.screens.turn_to(identity(interaction.user), lambda old: to_pressed(old, spot, number))

    async def _point_at(self, interaction: Interaction, room: Room, place: Place) -> None:
        """Say where the answer is; a courtesy, for which it may be too late."""
        owner, locale = str(interaction.user.id), interaction.locale.value
        reader = Reader(self.screens.texts, locale, self.screens.secret, owner)
        with suppress(discord.HTTPException):
            await interaction.edit_original_response(view=pointer(room, place, reader))

    async def _way(self, interaction: Interaction, who: Identity) -> Way:
        here = Room(interaction.channel_id or 0)
        if interaction.guild_id is None:
            await self.rooms.note_direct(who, here)
            return Way(here, Place.DIRECT)
        known = await self.screens.desk.run(lambda connection: whereabouts.find(connection, who))
        if str(here.channel) in known.rooms.values():
            return Way(here, Place.THREAD)
        community = await self.communities.of(interaction.guild_id)
        place = known.places.get(community.id) or community.place
        try:
            return Way(await self._room(interaction, place, community), place)
        except NoRoom as none:
            return Way(reason=none.reason)

    async def _room(self, interaction: Interaction, place: Place, community: Community) -> Room | None:
        user = interaction.user
        if place is Place.THREAD and isinstance(user, discord.Member):
            return await self.rooms.thread(user, interaction.channel_id or 0, community, interaction.locale.value)
        return await self.rooms.direct(user) if place is Place.DIRECT else None

    def _private(self, interaction: Interaction) -> Private:
        """The spot that only this person sees; its time runs by our clock, whatever Discord's says."""
        until = self.screens.desk.clock() + TOKEN_LIFE
        return Private(interaction.application_id, interaction.token, until, interaction.guild_id is not None)
