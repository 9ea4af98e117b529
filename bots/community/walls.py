"""Cards on a platform's walls: put up, changed or replaced; what stands in the way is remembered, and is no error."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from bots.community.face import digest
from bots.community.pinboard import Forbidden, Gone, Pinboard, Refused, Wall, nonce
from bots.desk import obstacles
from bots.desk.desk import Desk
from bots.desk.obstacles import Obstacle
from bots.desk.pinned import Pinned
from bots.dialogue.cards import Card
from bots.text.locale import Texts
from core.domain.errors import StoreAway
from core.failure import describe

log = structlog.get_logger()

Item = TypeVar("Item")
Keep = Callable[[Connection, Pinned], None]
"""Writes down what was put up."""

AT_ONCE = 8  # communities that are seen to at the same time: one that is slow holds up no other


@dataclass(frozen=True)
class Walls:
    """The walls of all communities of one platform that this process serves."""

    platform: str
    desk: Desk
    texts: Texts
    pinboard: Pinboard

    def reads(self, wall: Wall, card: Card, pinned: Pinned) -> bool:
        """Whether what was put up reads like this card already."""
        return bool(pinned.message) and digest(card, wall.locale, self.texts) == pinned.digest

    async def pin(self, wall: Wall, card: Card, keep: Keep, before: Pinned | None = None) -> bool:
        """Put up a card, in the place of another if there is one; False where nothing can be put up there.

        It is written down before and after: a process that ends in between leaves no second card behind.
        """
        fresh = Pinned(wall.channel, "", digest(card, wall.locale, self.texts), self.desk.clock())
        try:
            if before is not None and before.message and await self._change(wall, card, before.message):
                await self.desk.run(lambda c: keep(c, replace(fresh, message=before.message)))
            else:
                await self._put_up(wall, card, keep, before if before and not before.message else fresh)
        except (Gone, Forbidden) as no:
            await self._meet(wall, Obstacle.GONE if isinstance(no, Gone) else Obstacle.FORBIDDEN)
            return False
        return True

    async def leave(self, wall: Wall, card: Card, pinned: Pinned) -> None:
        """Write a last word on what is not kept any more, if that can be."""
        if pinned.message:
            try:
                await self._change(wall, card, pinned.message)
            except (Gone, Forbidden):
                return

    async def see_to(self, items: Iterable[Item], work: Callable[[Item], Awaitable[None]]) -> None:
        """Do something for many communities; what goes wrong in one is told, and tried again at the next round."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(item: Item) -> None:
            try:
                async with gate:
                    await work(item)
            except StoreAway:  # the desk can't write: nothing was put up without being written down before
                return
            except Exception as error:
                log.error("wall_not_kept", platform=self.platform, error=describe(error))

        async with asyncio.TaskGroup() as group:
            for item in items:
                group.create_task(one(item))

    async def _change(self, wall: Wall, card: Card, message: str) -> bool:
        try:
            await self.pinboard.edit(wall, message, card)
        except Refused:
            return False
        return True

    async def _put_up(self, wall: Wall, card: Card, keep: Keep, claim: Pinned) -> None:
        """The nonce is that of the claim, so that an earlier process's card is found again, with its old text."""
        await self.desk.run(lambda connection: keep(connection, claim))
        once = nonce(wall.community_id, wall.channel, claim.digest, claim.at.isoformat())
        message = await self.pinboard.post(wall, card, once)

        def work(connection: Connection) -> None:
            keep(connection, replace(claim, message=message))
            obstacles.overcome(connection, self.platform, wall.community_id, wall.channel)

        await self.desk.run(work)

    async def _meet(self, wall: Wall, what: Obstacle) -> None:
        now = self.desk.clock()
        await self.desk.run(lambda c: obstacles.meet(c, self.platform, wall.community_id, wall.channel, what, now))
