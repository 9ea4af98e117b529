"""Keeps the work boards of all communities true."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from bots.community import board, wanted
from bots.community.board import Wanted
from bots.community.pinboard import Wall
from bots.community.walls import Walls
from bots.desk import boards, communities, obstacles
from bots.desk.pinned import Pinned
from bots.dialogue.cards import Card
from bots.dialogue.community import Community
from core.link.link import Link

PAUSE = timedelta(minutes=10)  # between two edits of a board


@dataclass(frozen=True)
class _Scene:
    """What the desk knows when a round begins."""

    communities: tuple[Community, ...]
    boards: Mapping[str, Pinned]
    blocked: set[tuple[str, str]]


@dataclass(frozen=True)
class Boards:
    """The boards of one platform, as far as this process serves it."""

    walls: Walls
    link: Link
    _round: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def keep_boards(self) -> None:
        """See to every board once; StoreAway, and all is left as it is, where nothing is known of what is wanted."""
        async with self._round:
            scene = await self.walls.desk.run(self._look)
            served = [one for one in scene.communities if self.walls.pinboard.serves(one.id)]
            telling = [one for one in served if one.board_channel and not one.paused]
            asked = await wanted.ask(self.link, telling) if telling else {}
            await self.walls.see_to(served, lambda community: self._keep(community, asked, scene))

    def _look(self, connection: Connection) -> _Scene:
        platform = self.walls.platform
        return _Scene(
            communities.every(connection, platform),
            boards.every(connection, platform),
            obstacles.standing(connection, platform, self.walls.desk.clock()),
        )

    async def _keep(self, community: Community, asked: Wanted, scene: _Scene) -> None:
        hanging, channel = scene.boards.get(community.id), community.board_channel
        if hanging is not None and hanging.channel != channel:
            await self._leave(community, hanging)
            hanging = None
        if not channel or (community.id, channel) in scene.blocked:
            return
        wall, card = Wall(community.id, channel, community.locale), board.card(community, asked)
        if hanging is None or not hanging.message or self._is_due(wall, card, hanging):
            await self._hang(wall, card, hanging)

    def _is_due(self, wall: Wall, card: Card, hanging: Pinned) -> bool:
        rested = self.walls.desk.clock() - hanging.at >= PAUSE
        return rested and not self.walls.reads(wall, card, hanging)

    async def _hang(self, wall: Wall, card: Card, hanging: Pinned | None) -> None:
        def keep(connection: Connection, pinned: Pinned) -> None:
            boards.hang(connection, self.walls.platform, wall.community_id, pinned)

        if not await self.walls.pin(wall, card, keep, hanging):
            await self._take_down(wall.community_id)

    async def _leave(self, community: Community, hanging: Pinned) -> None:
        await self.walls.leave(Wall(community.id, hanging.channel, community.locale), board.closed(), hanging)
        await self._take_down(community.id)

    async def _take_down(self, community_id: str) -> None:
        platform = self.walls.platform
        await self.walls.desk.run(lambda connection: boards.take_down(connection, platform, community_id))
