"""A fake Discord that outlives every bot."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from tests.crash.discord_process import serve
from tests.crash.ending import End
from tests.crash.lives import Lives
from tests.crash.processes import Child
from tests.fakes.discord import FakeDiscord

_RECONNECTING = "Attempting a reconnect"  # as the library says in its own log


@dataclass
class DiscordLives(Lives[FakeDiscord]):
    """Bots that are connected to its gateway."""

    ANY_REQUEST: ClassVar[str] = "/**"
    NEVER: ClassVar[tuple[str, ...]] = ("discord-failed", "talk-internal-error")

    @property
    def settings(self) -> dict[str, str]:
        """See Lives."""
        return {
            "discord_token": self.fake.token,
            "discord_api_url": self.fake.api_url,
            "discord_gateway_url": self.fake.gateway_url,
            **super().settings,
        }

    def process(self, end: End | None) -> Child:
        """See Lives."""
        return Child(serve, self.settings, end)

    def hears(self) -> bool:
        """See Lives."""
        return self.fake.gateway.connected > 0

    def shown(self, request: Any) -> str:
        """See Lives."""
        return "" if request.method == "GET" else json.dumps(request.body, ensure_ascii=False)

    async def gone(self) -> None:
        """See Lives."""
        await self.fake.until(lambda: not self.fake.gateway.connected)

    def harmless(self, told: dict[str, Any]) -> bool:
        """See Lives."""
        return str(told["event"]).startswith(_RECONNECTING)
