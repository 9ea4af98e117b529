"""A way to the store on which everything arrives up to three times, late, and in another order."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Any

from core.domain.errors import Refusal, StoreAway
from core.link.condition import Condition
from core.link.link import Answer, Link
from core.link.requests import Act, Request

TIMES = 3


class Stutter:
    """A Link: whoever sends goes on with the first answer, while copies still fly about for up to `window` seconds."""

    condition = Condition.UP

    def __init__(self, links: Sequence[Link], chance: Random, window: float) -> None:
        self._links = links
        self._chance = chance
        self._window = window
        self._flying: set[asyncio.Task[Any]] = set()
        self.answers: dict[str, list[Any]] = {}  # by key: what each copy was told

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """See Link.send."""
        if key is None or not isinstance(request, Act):
            return await self._chance.choice(self._links).send(request)
        copies = [asyncio.create_task(self._deliver(request, key)) for _ in range(self._chance.randint(1, TIMES))]
        self._flying.update(copies)
        done, _ = await asyncio.wait(copies, return_when=asyncio.FIRST_COMPLETED)
        first = done.pop().result()
        if isinstance(first, Refusal):
            raise first
        return first  # type: ignore[no-any-return]

    async def settle(self) -> None:
        """Wait until the last copy has arrived."""
        while self._flying:
            done, self._flying = await asyncio.wait(self._flying)
            for one in done:
                one.result()

    async def _deliver(self, request: Act[Answer], key: str) -> Answer | Refusal:
        await asyncio.sleep(self._chance.uniform(0, self._window))
        try:
            answer: Answer | Refusal = await self._chance.choice(self._links).send(request, key)
        except Refusal as refusal:
            answer = refusal
        if not isinstance(answer, StoreAway):
            self.answers.setdefault(key, []).append(answer)
        return answer
