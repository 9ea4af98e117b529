"""The first answer to an interaction, at once: without one within three seconds it is lost."""

import discord
import structlog

log = structlog.get_logger()


async def acknowledge(interaction: discord.Interaction, *, anew: bool = False) -> None:
    """Say that it was heard; `anew` promises a message that only this person sees, else the pressed one goes on.

    What came too late is worked off all the same, and what comes of it is seen with the next card.
    """
    if interaction.response.is_done():
        return
    try:
        await interaction.response.defer(ephemeral=True, thinking=anew)
    except discord.HTTPException as error:
        log.warning("discord_too_late", code=error.code)


async def open_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Open a form; the library needn't wait for it, as whoever sends it is known by what it carries."""
    form.stop()
    try:
        await interaction.response.send_modal(form)
    except discord.NotFound as error:
        log.warning("discord_too_late", code=error.code)
