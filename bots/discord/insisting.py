"""Where the way to Discord breaks for a moment, the same is tried again."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog

from core.failure import describe

BROKEN = (aiohttp.ClientError, OSError, discord.DiscordServerError)
PAUSES = (0.5, 2.0)  # seconds before the second and the third attempt

log = structlog.get_logger()


async def insist(work: Callable[[], Awaitable[None]]) -> None:
    """Do something that may be done twice without harm; what fails for the third time is raised."""
    for pause in PAUSES:
        try:
            await work()
        except BROKEN as error:
            log.info("discord_tried_again", error=describe(error))
            await asyncio.sleep(pause)
        else:
            return
    await work()
