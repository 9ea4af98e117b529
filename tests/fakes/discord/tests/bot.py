"""A small bot on the real discord.py, for the tests of the fake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import discord
import discord.webhook.async_ as webhooks
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.tests.commands import add_commands
from tests.fakes.discord.tests.views import Knock, Opinion, door

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Bot(discord.AutoShardedClient):
    """What the tests run."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            max_messages=None,
            **options,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.submitted: list[dict[str, Any]] = []
        self.events: list[str] = []
        self.latest: discord.Interaction | None = None
        self.add_dynamic_items(Knock)
        add_commands(self.tree)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No waiting between two sessions."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)
        if message.content.startswith("!door"):
            await message.channel.send(view=door(0))

    async def on_socket_event_type(self, name: str) -> None:
        self.events.append(name)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.latest = interaction
        data = cast("dict[str, Any]", interaction.data)
        if interaction.type is discord.InteractionType.component and data["custom_id"] == "ask":
            await interaction.response.send_modal(Opinion(custom_id="opinion"))
        elif interaction.type is discord.InteractionType.component and data["custom_id"] == "choose":
            await interaction.response.send_message(", ".join(data["values"]), ephemeral=True)
        elif interaction.type is discord.InteractionType.component and data["custom_id"] == "later":
            await interaction.response.defer()
            await interaction.edit_original_response(view=door(7))
        elif interaction.type is discord.InteractionType.modal_submit:
            self.submitted.append(data)
            await interaction.response.send_message("Thank you", ephemeral=True)


def aim(fake: FakeDiscord) -> None:
    """Let discord.py talk to a fake."""
    discord.http.Route.BASE = fake.api_url
    webhooks.Route.BASE = fake.api_url  # type: ignore[attr-defined]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway_url)


@asynccontextmanager
async def running(fake: FakeDiscord, bot: Bot | None = None, token: str | None = None) -> AsyncIterator[Bot]:
    """A bot that is ready, until the end of the block; what ends it before that is raised."""
    aim(fake)
    async with bot or Bot() as started:
        await started.login(token or fake.token)
        connecting = asyncio.create_task(started.connect())
        ready = asyncio.create_task(started.wait_until_ready())
        await asyncio.wait({connecting, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await connecting
        try:
            yield started
        finally:
            await started.close()
            await asyncio.wait({connecting})
