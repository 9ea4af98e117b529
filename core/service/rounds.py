"""The janitor's rounds, one after another, for as long as a process lives."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import structlog

from core.domain.errors import StoreAway
from core.failure import describe
from core.service import janitor
from core.store.store import Store

PAUSE_SECONDS = 5.0
FINISH_SECONDS = 2.0

log = structlog.get_logger()


@asynccontextmanager
async def tended(store: Store, pause: float = PAUSE_SECONDS) -> AsyncIterator[None]:
    """Have a store cleaned up while the block runs; the round that is under way then may be finished."""
    stop = asyncio.Event()
    rounds = asyncio.create_task(_go_round(store, pause, stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait([rounds], timeout=FINISH_SECONDS)
        rounds.cancel()
        await asyncio.gather(rounds, return_exceptions=True)


async def _go_round(store: Store, pause: float, stop: asyncio.Event) -> None:
    """Clean until told to stop; what a round could not do, the next one tries again."""
    holder = f"{os.getpid()}-{uuid4().hex[:8]}"
    while not stop.is_set():
        try:
            await janitor.clean(store, holder)
        except StoreAway as error:
            log.warning("janitor_waits", reason=error.arguments.get("reason"))
        except Exception as error:
            log.error("janitor_failed", error=describe(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
