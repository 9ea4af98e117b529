"""From private answers to a room of one's own and back: chosen by a button, and remembered."""

import discord

from bots.dialogue.cards import Line
from bots.dialogue.community import Place
from bots.discord.acknowledge import acknowledge
from bots.discord.arrivals import PLATFORM, identity
from bots.discord.reception import Reception
from bots.discord.rooms import NoRoom
from bots.discord.spot import Room
from bots.text.press import Press


async def move(reception: Reception, interaction: discord.Interaction, press: Press) -> None:
    """From now on the person works there; the card they have comes along."""
    place = Place(press.argument)
    await acknowledge(interaction, anew=place is Place.PRIVATE)
    try:
        room = await reception.places.go(interaction, place)
    except NoRoom as none:
        await reception.say(interaction, Line(none.reason))
        return
    await reception.runner.redraw(PLATFORM, identity(interaction.user).external_id)
    if room is not None:
        await _point_at(reception, interaction, room)


async def _point_at(reception: Reception, interaction: discord.Interaction, room: Room) -> None:
    """The page that was left says where it has gone."""
    word = reception.texts.format(Line("discord-over-there"), interaction.locale.value)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(f"{word} <#{room.channel}>"))
    await interaction.edit_original_response(view=view)
