"""The real bot beside the fake Discord."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bots.discord.front import Front
from bots.discord.running import at_work, signed_in
from core.settings import Settings, load_settings
from tests.fakes.discord import FakeDiscord
from tests.fakes.tables import begin

SOON = 0.25  # seconds of silence after which all servers count as told; the fake tells them at once


def settings_for(fake: FakeDiscord, **given: object) -> Settings:
    """What an operator would set, and where the fake is."""
    where = {"discord_api_url": fake.api_url, "discord_gateway_url": fake.gateway_url}
    return load_settings(discord_token=fake.token, **where, **given)


@asynccontextmanager
async def serving(fake: FakeDiscord, **given: object) -> AsyncIterator[Front]:
    """The bot at work until the block is left, in the present folder."""
    settings = settings_for(fake, **given)
    begin(settings)
    async with signed_in(settings) as client, at_work(client, settings) as front:
        client._connection.guild_ready_timeout = SOON
        client.hear()
        await fake.connected()
        yield front
