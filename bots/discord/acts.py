"""Buttons that the front end answers itself: on public cards, and those that choose where one works."""

import discord

from bots.discord import elsewhere
from bots.discord.moving import move
from bots.discord.reception import Act, Reception
from bots.discord.setup.acts import ACTS as SETUP
from bots.text.press import Press

MODERATING = ("case", "remove", "restore", "settle", "halt", "ban")  # on the moderators' cards


async def _from_board(reception: Reception, interaction: discord.Interaction, press: Press) -> None:
    """Somebody wants a task from the board."""
    await reception.commanded(interaction, "work")


async def _moderate(reception: Reception, interaction: discord.Interaction, press: Press) -> None:
    """A moderator's card: what it does is confirmed by the one who pressed, where nobody else sees it."""
    await reception.privately(interaction, "mod", f"{press.action} {press.argument}")


PUBLIC: dict[str, Act] = {"board": _from_board, **dict.fromkeys(MODERATING, _moderate), **SETUP}
OWN: dict[str, Act] = {elsewhere.ACTION: move}
