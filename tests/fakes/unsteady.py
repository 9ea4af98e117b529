"""A link that can be switched off, that loses answers on their way back, and that delivers what it carries again."""

import asyncio
from random import Random
from typing import Any

from core.domain.errors import StoreAway
from core.link.condition import Condition
from core.link.link import Answer, Link
from core.link.requests import Act, Request


class Unsteady:
    """Around another link; without `chance` it does what it is told, with it whatever comes to its mind.

    Of the next `lost` acts the answers are lost, though they are done. With chance any act arrives up to three times,
    an answered one also much later, between those of others.
    """

    condition = Condition.UP

    def __init__(self, link: Link, chance: Random | None = None) -> None:
        self.link = link
        self.chance = chance
        self.away = False
        self.lost = 0
        self.delivered = 0  # acts, each time they arrived
        self.answers: dict[str, tuple[Act[Any], Any]] = {}  # the first one for each key

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """See core.link.link.Link."""
        await self._be_late()
        if self.away:
            raise StoreAway(reason="away")
        if not isinstance(request, Act) or key is None:
            return await self.link.send(request, key)
        await self._deliver_an_old_one()
        answer: Answer = await self._deliver(request, key)
        await self._be_late()
        if self._loses():
            raise StoreAway(reason="away")
        return answer

    async def _deliver(self, request: Act[Answer], key: str) -> Answer:
        answer = await self._arrive(request, key)
        for _ in range(self.chance.randrange(3) if self.chance else 0):
            assert await self._arrive(request, key) == answer
        return answer

    async def _arrive(self, request: Act[Answer], key: str) -> Answer:
        self.delivered += 1
        answer: Answer = await self.link.send(request, key)
        assert self.answers.setdefault(key, (request, answer)) == (request, answer)
        return answer

    async def _deliver_an_old_one(self) -> None:
        if self.chance and self.answers and self.chance.random() < 0.3:
            key = self.chance.choice(list(self.answers))
            await self._arrive(self.answers[key][0], key)

    async def _be_late(self) -> None:
        for _ in range(self.chance.randrange(4) if self.chance else 0):
            await asyncio.sleep(0)

    def _loses(self) -> bool:
        if self.lost:
            self.lost -= 1
            return True
        return self.chance is not None and self.chance.random() < 0.2
