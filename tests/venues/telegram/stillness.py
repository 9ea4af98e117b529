"""When nothing is under way any more: the bot has heard everything, and has done all that comes of it."""

from bots.telegram.front import Front
from tests.fakes.telegram import FakeTelegram

PATIENCE = 60.0  # seconds


class Stillness:
    """Of one bot at one fake, in one process."""

    def __init__(self, fake: FakeTelegram, front: Front) -> None:
        self._fake = fake
        self._front = front

    async def come(self) -> None:
        """Wait for it."""
        while True:
            await self._fake.calm(PATIENCE)
            await self._front.home.runner.settle()
            await self._front.courtesies.said()
            if not self._fake.outbox.pending and not self._fake.server.under_way:
                return
