"""A store behind an address: its process is killed, and another one comes back there on the same database."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from pydantic import SecretStr

from core.domain.client import Scope
from core.domain.policy import Policy
from core.link.http import HttpLink
from core.service import keys
from core.store.store import Store
from core.store.transaction import Transaction
from tests.crash.hours import Hours
from tests.crash.processes import PATIENCE, Child
from tests.crash.store_process import HOST, keep

MOMENT = 0.01  # seconds between two looks whether somebody listens

POLICY = Policy(
    max_active_trees=20,
    goal_size=5,
    reviews_prompt=2,
    reviews_reply=2,
    rankings=2,
    weight_prompt=1.0,
    repeat_minutes=0,
    pending_tasks=1000,
    undo_seconds=600,
)


class Served:
    """`key` is a bot's; nobody else gets the port while no process listens there. `hours` is the clock of its lives."""

    def __init__(self, database_url: str, key: SecretStr, policy: Policy = POLICY, hours: Hours | None = None) -> None:
        self.database_url = database_url
        self.key = key
        self.policy = policy
        self.hours = hours
        self._place = socket.socket()
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._place.bind((HOST, 0))
        self.port: int = self._place.getsockname()[1]
        self._process: Child | None = None

    @classmethod
    async def on(cls, database_url: str, policy: Policy = POLICY, hours: Hours | None = None) -> Self:
        """On an empty database."""
        store = await Store.open(database_url, policy)
        try:
            return cls(database_url, SecretStr(await store.run(_make_key)), policy, hours)
        finally:
            await store.close()

    async def __aenter__(self) -> Self:
        try:
            await self.start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()
        self._place.close()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}"

    @property
    def lives(self) -> bool:
        """Whether the process is still there."""
        return self._process is not None and self._process.lives

    @asynccontextmanager
    async def links(self, count: int) -> AsyncIterator[list[HttpLink]]:
        """Some ways to it, as several bots have them."""
        opened = [HttpLink(self.url, self.key) for _ in range(count)]
        try:
            yield opened
        finally:
            for link in opened:
                await link.close()

    async def start(self, *, wait: bool = True) -> None:
        """Begin a new life; where nobody waits for it, it may be killed before it answers anything."""
        self._process = Child(keep, self.database_url, self.port, self.policy, self.hours)
        if wait:
            await self._listening()

    async def kill(self) -> None:
        """End it at once."""
        process, self._process = self._process, None
        if process is not None:
            await process.__aexit__()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Store]:
        """Its database as somebody else sees it."""
        store = await Store.open(self.database_url, self.policy)
        try:
            yield store
        finally:
            await store.close()

    async def _listening(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                assert self.lives, "the store's process could not start"
                try:
                    _, writer = await asyncio.open_connection(HOST, self.port)
                except OSError:
                    await asyncio.sleep(MOMENT)
                else:
                    writer.close()
                    return


def _make_key(tx: Transaction) -> str:
    return keys.create(tx, keys.house(tx), Scope.BOT)
