"""What a person hears when something went wrong with what they did; the log hears nothing of their words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord
import structlog
from discord.app_commands import AppCommandError, CommandInvokeError

from bots.dialogue.cards import Line
from bots.discord.reception import Reception
from core.domain.errors import StoreAway
from core.failure import describe

log = structlog.get_logger()


@asynccontextmanager
async def answering(reception: Reception, interaction: discord.Interaction) -> AsyncIterator[None]:
    """Work off an interaction: whatever happens, nobody is left without a word."""
    try:
        yield
    except Exception as error:
        await apologise(reception, interaction, error)


async def command_failed(reception: Reception, interaction: discord.Interaction, error: AppCommandError) -> None:
    """The same for a command, which the library has called."""
    await apologise(reception, interaction, error.original if isinstance(error, CommandInvokeError) else error)


async def apologise(reception: Reception, interaction: discord.Interaction, error: Exception) -> None:
    """Say that it came to nothing."""
    if isinstance(error, StoreAway):
        line = Line("discord-not-kept")
    else:
        log.error("discord_interaction_failed", error=describe(error))
        line = Line("discord-failed")
    with suppress(discord.HTTPException):  # it may be too late for any word
        await reception.say(interaction, line)
