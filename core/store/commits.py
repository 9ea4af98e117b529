"""Commits on PostgreSQL: one that waits for a missing standby is neither acknowledged nor broken off."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

from core.domain.errors import StoreAway
from core.store.database import LostRace

LONGEST = 5.0  # seconds that somebody waits for a commit
ROUND = 10.0  # seconds between two looks whether the server still waits

Look = Callable[[int], Awaitable[bool]]
"""Whether the server process of a number still waits for a standby."""


class Commits:
    """Ends transactions.

    A commit that is broken off while it waits for a synchronous standby is kept on the server alone, and seen there by
    all: asked again under its key, the store would say that it is stored. So whoever waits too long, or is cancelled,
    leaves the commit to go on by itself. Until it ends nothing else is begun (`stuck`): it would only wait as well.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._lingering: dict[asyncio.Task[None], Any] = {}  # commits, each with its connection
        self._endings: set[asyncio.Task[None]] = set()

    @property
    def stuck(self) -> bool:
        """Whether some commit has waited too long, and still does."""
        return bool(self._lingering)

    def keep(self, driver: Any) -> bool:
        """Whether a connection is still needed for a commit that goes on by itself."""
        return driver in self._lingering.values()

    async def commit(self, driver: Any, leave: Callable[[], AsyncExitStack]) -> None:
        """Commit what is open on a connection; `leave` gives what will close it, should nobody wait for the end.

        StoreAway where it isn't known whether that will last, LostRace where it was undone.
        """
        committing = asyncio.create_task(_commit(driver))
        try:
            async with asyncio.timeout(LONGEST):
                await asyncio.shield(committing)
        except TimeoutError:
            self._leave(committing, driver, leave())
            raise StoreAway(reason="busy") from None
        except asyncio.CancelledError:
            self._leave(committing, driver, leave())
            raise

    async def close(self) -> None:
        """Wait no longer, but break off nothing: the server goes on."""
        await asyncio.sleep(0)  # for those that were left just now
        for driver in self._lingering.values():
            driver.terminate()
        await asyncio.gather(*self._endings)

    def _leave(self, committing: asyncio.Task[None], driver: Any, holding: AsyncExitStack) -> None:
        self._lingering[committing] = driver
        committing.add_done_callback(self._lingering.pop)
        ending = asyncio.create_task(self._see_off(committing, driver, holding))
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)

    async def _see_off(self, committing: asyncio.Task[None], driver: Any, holding: AsyncExitStack) -> None:
        """Wait for the end of a commit, for as long as the server does."""
        server = driver.get_server_pid()  # which a connection that has been given up can't tell
        async with holding:
            while not (await asyncio.wait([committing], timeout=ROUND))[0]:
                if not await self._look(server):
                    driver.terminate()
            committing.exception()  # nobody asks for it any more


async def _commit(driver: Any) -> None:
    warnings: list[str] = []

    def hear(_: Any, message: Any) -> None:
        warnings.append(message.severity_en)

    driver.add_log_listener(hear)
    try:
        done = await driver.execute("COMMIT")
    finally:
        driver.remove_log_listener(hear)
    if "WARNING" in warnings:  # somebody has broken off the wait for the standby
        raise StoreAway(reason="busy")
    if done != "COMMIT":  # a statement had failed, and nobody had noticed
        raise LostRace()
