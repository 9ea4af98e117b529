"""Long polls: one at a time, and a second one ends the first."""

from __future__ import annotations

import asyncio

from tests.fakes.telegram.outbox import Outbox
from tests.fakes.telegram.refusals import Payload, Refused, second_poller

LONGEST = 50  # seconds


class Polls:
    """Who waits for updates."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.count = 0
        self._open: asyncio.Future[None] | None = None

    @property
    def waiting(self) -> bool:
        """Whether a bot waits for updates just now."""
        return self._open is not None and not self._open.done()

    async def poll(self, offset: int | None, limit: int, seconds: int) -> list[Payload]:
        """The next updates, as soon as there are some or the time is over."""
        self.end(second_poller())
        self.count += 1
        if offset:
            self.outbox.confirm(offset)
        ended = self._open = asyncio.get_running_loop().create_future()
        self.outbox.changes.tell([])
        try:
            async with asyncio.timeout(min(seconds, LONGEST)):
                while not self.outbox.pending and not ended.done():
                    await asyncio.wait({self.outbox.news(), ended}, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            pass
        if ended.done():
            ended.result()
            return []
        ended.set_result(None)
        return [one.drawn() for one in self.outbox.take(limit)]

    def end(self, why: Refused | None = None) -> None:
        """End the poll that waits, with a refusal or with nothing."""
        if self._open is None or self._open.done():
            return
        if why:
            self._open.set_exception(why)
        else:
            self._open.set_result(None)
