"""What a message of ours offers in its context menu: to report what it shows, and to see the tree around it."""

from typing import Any

import discord
from discord.app_commands import ContextMenu

from bots.dialogue.cards import Line
from bots.discord.arrivals import identity
from bots.discord.reception import Reception
from bots.discord.translator import said

_ACTS = {"menu-report": "report", "menu-tree": "tree"}


def table(reception: Reception) -> list[ContextMenu]:
    """All entries."""
    return [_entry(reception, id, command) for id, command in _ACTS.items()]


def _entry(reception: Reception, id: str, command: str) -> ContextMenu:
    async def run(interaction: discord.Interaction, message: discord.Message) -> None:
        await _act(reception, interaction, message, command)

    name: Any = said(reception.texts, id)
    return ContextMenu(name=name, callback=run)


async def _act(reception: Reception, interaction: discord.Interaction, message: discord.Message, command: str) -> None:
    me = interaction.client.user
    if me is None or message.author.id != me.id:
        await reception.say(interaction, Line("discord-not-ours"))
        return
    about = await reception.screens.about(identity(interaction.user), message)
    if about is None:
        await reception.say(interaction, Line("discord-about-nothing"))
    else:
        await reception.privately(interaction, command, about)
