"""The webhook: brings updates to the bot's server, each again until it is answered with 2xx."""

from __future__ import annotations

import asyncio

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.fakes.telegram.outbox import Outbox, Pending
from tests.fakes.telegram.refusals import Payload

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE = 1.0  # seconds; Telegram itself waits longer


class Webhook:
    """Where updates go, if not to polls; one at a time for each chat or person, many side by side."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.url = ""
        self.secret: str | None = None
        self.connections = 40
        self.pause = 0.02  # seconds before the second attempt; each further one waits twice as long
        self.attempts = 0
        self.last_error: tuple[int, str] | None = None
        self._task: asyncio.Task[None] | None = None
        self._under_way: dict[int, asyncio.Task[None]] = {}  # by row

    async def set(self, url: str, secret: str | None, connections: int) -> None:
        """Send updates there from now on."""
        await self.stop()
        self.url, self.secret, self.connections = url, secret, connections
        self.last_error = None
        if url:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Send nothing any more."""
        self.url = ""
        tasks = [one for one in (self._task, *self._under_way.values()) if one]
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None
        self._under_way.clear()

    def drawn(self) -> Payload:
        """What getWebhookInfo answers."""
        count = len(self.outbox.pending)
        info: Payload = {"url": self.url, "has_custom_certificate": False, "pending_update_count": count}
        if self.url:
            info |= {"max_connections": self.connections, "ip_address": "127.0.0.1"}
        if self.outbox.allowed:
            info["allowed_updates"] = self.outbox.allowed
        if self.last_error:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info

    async def _run(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=60)) as session:
            while True:
                for update in self.outbox.ready([*self._under_way], self.connections - len(self._under_way)):
                    self._under_way[update.row] = asyncio.create_task(self._bring(session, update))
                waits: set[asyncio.Future[None]] = {self.outbox.news(), *self._under_way.values()}
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)

    async def _bring(self, session: ClientSession, update: Pending) -> None:
        try:
            pause = self.pause
            while not await self._attempt(session, update):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            self.outbox.done(update)
        finally:
            self._under_way.pop(update.row, None)

    async def _attempt(self, session: ClientSession, update: Pending) -> bool:
        self.attempts += 1
        self.outbox.show(update)
        headers = {HEADER: self.secret} if self.secret else {}
        try:
            async with session.post(self.url, json=update.drawn(), headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return True
                self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (ClientError, TimeoutError) as error:
            self._note(f"Connection failed: {type(error).__name__}")
        return False

    def _note(self, error: str) -> None:
        self.last_error = (self.outbox.moments.unix(), error)
        self.outbox.changes.tell([])
