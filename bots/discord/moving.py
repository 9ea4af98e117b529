"""From private answers to a room of one's own and back: chosen by a button, and remembered."""

import discord

from bots.dialogue.cards import Line
from bots.dialogue.community import Place
from bots.discord.acknowledge import acknowledge
from bots.discord.arrivals import PLATFORM, identity
from bots.discord.reception import Reception
from bots.discord.rooms import NoRoom
from bots.text.press import Press


async def move(reception: Reception, interaction: discord.Interaction, press: Press) -> None:
    """From now on the person works there; the card they have comes along."""
    pressed = interaction.message
    await acknowledge(interaction, anew=pressed is None or not pressed.flags.ephemeral)
    try:
        await reception.places.go(interaction, Place(press.argument))
    except NoRoom as none:
        await reception.say(interaction, Line(none.reason))
    else:
        await reception.runner.redraw(PLATFORM, identity(interaction.user).external_id)
