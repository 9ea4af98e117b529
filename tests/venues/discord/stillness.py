"""When nothing is under way any more: the bot has heard everything, and has done all that comes of it."""

import asyncio

from bots.discord.client import Client
from bots.runner import Runner
from tests.fakes.discord import FakeDiscord

_LIBRARY = ("discord.py: ", "discord-ui-", "CommandTree-")  # tasks in which the library lets us work


class Stillness:
    """Of one bot at one fake, in one process."""

    def __init__(self, fake: FakeDiscord, client: Client, runner: Runner) -> None:
        self._fake = fake
        self._client = client
        self._runner = runner

    async def come(self) -> None:
        """Wait for it."""
        while not await self._still():
            await self._runner.settle()

    async def _still(self) -> bool:
        await self._hear()
        if working := [task for task in asyncio.all_tasks() if task.get_name().startswith(_LIBRARY)]:
            await asyncio.wait(working)
        await self._runner.settle()
        return self._heard() and not working

    async def _hear(self) -> None:
        while True:
            if self._heard():
                return
            await asyncio.sleep(0)

    def _heard(self) -> bool:
        """Whether the bot has all that the gateway told."""
        told = {session.shard[0]: session.sequence for session in self._fake.gateway.sessions.values()}
        shards = self._client.shards.items()
        return {number: shard._parent.ws.sequence for number, shard in shards} == told
