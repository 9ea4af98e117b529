"""Commands of the small bot."""

from typing import Any

import discord
from discord import app_commands

from tests.fakes.discord.tests.views import Upload, door, later, menu

Interaction = discord.Interaction


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    """Add them all."""
    tree.add_command(app_commands.Command(name="hello", description="Say hello", callback=_hello))
    tree.add_command(app_commands.Command(name="door", description="Show a door", callback=_door))
    tree.add_command(app_commands.Command(name="colours", description="Show a menu", callback=_colours))
    tree.add_command(app_commands.Command(name="open", description="A public answer", callback=_open))
    tree.add_command(app_commands.Command(name="slow", description="Say nothing", callback=_silent))
    tree.add_command(app_commands.Command(name="read", description="Read a file", callback=_read))
    tree.add_command(app_commands.Command(name="later", description="A card for later", callback=_later))
    tree.add_command(app_commands.Command(name="upload", description="Take files", callback=_upload))
    tree.add_command(_moderation())
    tree.add_command(app_commands.ContextMenu(name="Quote", callback=_quote))


async def _hello(interaction: Interaction, name: str = "you") -> None:
    await interaction.response.send_message(f"Hello {name}", ephemeral=True)


async def _door(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.edit_original_response(view=door(0))


async def _colours(interaction: Interaction, channels: bool = False) -> None:
    await interaction.response.send_message(view=menu(channels=channels), ephemeral=True)


async def _open(interaction: Interaction) -> None:
    await interaction.response.send_message(view=door(0))
    await interaction.followup.send("And more", ephemeral=True)


async def _silent(interaction: Interaction) -> None:
    """No answer at all."""


async def _read(interaction: Interaction, file: discord.Attachment) -> None:
    data = await file.read()
    await interaction.response.send_message(f"{file.filename}: {data.decode()}", ephemeral=True)


async def _later(interaction: Interaction, private: bool) -> None:
    await interaction.response.send_message(view=later(), ephemeral=private)


async def _upload(interaction: Interaction) -> None:
    await interaction.response.send_modal(Upload(custom_id="upload"))


async def _quote(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}", ephemeral=True)


def _moderation() -> app_commands.Group:
    group = app_commands.Group(
        name="mod", description="Moderate", default_permissions=discord.Permissions(manage_messages=True)
    )

    @group.command(name="ban", description="Ban somebody")
    async def ban(interaction: Interaction, who: discord.Member, language: str = "en") -> None:
        await interaction.response.send_message(f"{who.name} in {language}", ephemeral=True)

    @ban.autocomplete("language")
    async def languages(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        known = [("German", "de"), ("English", "en")]
        return [app_commands.Choice(name=name, value=code) for name, code in known if name.lower().startswith(typed)]

    return group
