"""Something that is done again and again, by a clock that tests control."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from core.domain.errors import StoreAway
from core.failure import describe
from core.store.store import Clock

log = structlog.get_logger()


class Duty:
    """A piece of work and its period; what goes wrong once is tried again the next time."""

    def __init__(self, period: timedelta, work: Callable[[], Awaitable[None]], clock: Clock) -> None:
        self.period = period
        self._work = work
        self._clock = clock
        self._due: datetime | None = None

    async def do_if_due(self) -> None:
        """Do it when its time has come."""
        now = self._clock()
        if self._due is None or now >= self._due:
            self._due = now + self.period
            await self._do()

    async def keep_doing(self) -> None:
        """Do it for ever, in real time."""
        while True:
            await self._do()
            await asyncio.sleep(self.period.total_seconds())

    async def _do(self) -> None:
        try:
            await self._work()
        except StoreAway:
            return
        except Exception as error:
            log.error("duty_failed", duty=self._work.__name__, error=describe(error))
