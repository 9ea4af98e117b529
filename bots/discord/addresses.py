"""Where Discord is: the library keeps the addresses at its classes, and reads them at each request."""

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from core.settings import Settings


def point_at(settings: Settings) -> None:
    """Let the library speak to the servers that the settings name; for all clients of this process."""
    Route.BASE = settings.discord_api_url
    if settings.discord_gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.discord_gateway_url)
