"""`/setup`: for those who may manage the server."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Command, Group

from bots.dialogue.cards import Line
from bots.dialogue.languages import tags
from bots.discord.acknowledge import acknowledge
from bots.discord.commands import IN_SERVERS
from bots.discord.reception import Reception
from bots.discord.setup.acts import change, may_set_up, show
from bots.discord.setup.changes import Page
from bots.discord.translator import said


def table(reception: Reception) -> list[Command[Any, ..., Any] | Group]:
    """The command, to stand beside those of the dialogue."""

    async def run(interaction: discord.Interaction, languages: str = "") -> None:
        await _set_up(reception, interaction, languages)

    about = app_commands.describe(languages=said(reception.texts, "option-setup-languages"))
    command: Command[Any, ..., Any] = Command(
        name="setup",
        description=said(reception.texts, "command-setup"),
        callback=about(run),
        allowed_contexts=IN_SERVERS,
    )
    command.default_permissions = discord.Permissions(manage_guild=True)
    return [command]


async def _set_up(reception: Reception, interaction: discord.Interaction, languages: str) -> None:
    if not may_set_up(interaction):
        await reception.say(interaction, Line("setup-not-allowed"))
        return
    await acknowledge(interaction, anew=True)
    if chosen := tags(languages):
        await change(reception, interaction, Page.WORK, "setup-languages", lambda one: replace(one, languages=chosen))
    else:
        unclear = [Line("setup-languages-unclear")] if languages.strip() else []
        await show(reception, interaction, Page.WORK if unclear else Page.CHANNELS, unclear)
