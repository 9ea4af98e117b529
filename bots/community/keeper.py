"""What is done again and again for the communities of one platform."""

import asyncio
from datetime import timedelta

from bots.community.boards import Boards
from bots.community.moderating import Moderates, everywhere
from bots.community.notices import Notices
from bots.community.pinboard import Pinboard
from bots.community.walls import Walls
from bots.desk.desk import Desk
from bots.runner.duty import Duty
from bots.text.locale import Texts
from core.domain.errors import StoreAway
from core.link.link import Link

BOARDS = timedelta(minutes=1)
NOTICES = timedelta(seconds=20)


class Keeper:
    """Keeps boards and case cards true: by `tick`, or in real time by `run`."""

    def __init__(
        self, platform: str, desk: Desk, link: Link, texts: Texts, pinboard: Pinboard, moderates: Moderates = everywhere
    ) -> None:
        walls = Walls(platform, desk, texts, pinboard)
        self._boards = Boards(walls, link)
        self._notices = Notices(walls, link, moderates)
        self._duties = (
            Duty(BOARDS, self._boards.keep_boards, desk.clock),
            Duty(NOTICES, self._notices.keep_notices, desk.clock),
        )

    async def tick(self) -> None:
        """Do all that is due by the clock."""
        for duty in self._duties:
            await duty.do_if_due()

    async def run(self) -> None:
        """Do all that is due until cancelled."""
        async with asyncio.TaskGroup() as group:
            for duty in self._duties:
                group.create_task(duty.keep_doing())

    async def hurry(self) -> None:
        """Do all of it now, as after a set-up; with the store away it is done when that is back."""
        try:
            await self._boards.keep_boards()
            await self._notices.keep_notices()
        except StoreAway:
            return
