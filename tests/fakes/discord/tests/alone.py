"""The small bot as a program: `API` and `TOKEN` say where it works."""

import asyncio
import os

import discord
import discord.webhook.async_ as webhooks

from tests.fakes.discord.tests.bot import Bot


async def main() -> None:
    discord.http.Route.BASE = webhooks.Route.BASE = os.environ["API"]  # type: ignore[attr-defined]
    async with Bot() as bot:
        await bot.login(os.environ["TOKEN"])
        await bot.tree.sync()
        await bot.connect()


if __name__ == "__main__":
    asyncio.run(main())
