"""A fake Telegram that outlives every bot."""

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from core.domain.policy import Policy
from tests.crash.ending import End
from tests.crash.lives import Lives
from tests.crash.processes import Child
from tests.crash.served import POLICY
from tests.crash.telegram_process import serve
from tests.fakes.telegram import FakeTelegram

HOST = "127.0.0.1"
_TAG = re.compile(r"<[^>]*>")


@dataclass
class TelegramLives(Lives[FakeTelegram]):
    """Bots that poll, or listen for what is brought to them."""

    place: str | None = None  # where they listen; else they poll
    _heard: int = 0  # how often all earlier lives did either

    ANY_REQUEST: ClassVar[str] = "*"
    NEVER: ClassVar[tuple[str, ...]] = ("telegram-not-kept", "talk-internal-error")

    @property
    def settings(self) -> dict[str, str]:
        """See Lives."""
        return {"telegram_token": self.fake.token, "telegram_api_url": self.fake.api_url, **super().settings}

    def process(self, end: End | None) -> Child:
        """See Lives."""
        self._heard = self._hearings()
        options = ("--webhook", f"http://{self.place}", "--listen", self.place) if self.place else ()
        return Child(serve, self.settings, options, end)

    def hears(self) -> bool:
        """See Lives."""
        return self._hearings() > self._heard

    def shown(self, request: Any) -> str:
        """See Lives."""
        return _TAG.sub("", str(request.body.get("text", "")))

    def _hearings(self) -> int:
        return self.fake.requests.count("setWebhook", 200) if self.place else self.fake.polls.count


@asynccontextmanager
async def telegram(
    folder: Path, policy: Policy = POLICY, *, webhook: bool = False, **more: str
) -> AsyncIterator[TelegramLives]:
    """A fake Telegram to which the bots of a folder belong; nobody gets their port while no bot listens there."""
    with closing(socket.socket()) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind((HOST, 0))
        async with FakeTelegram() as fake:
            listening = "{}:{}".format(*place.getsockname()) if webhook else None
            yield TelegramLives(fake, folder, policy, more, place=listening)
            assert fake.violations == []
