"""A gateway on which everything arrives up to three times, late, and which breaks again and again."""

import asyncio
from random import Random

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.events import Event

TIMES = 3
AGAIN = frozenset({"INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE"})
REPLAYED = 20  # events that a resumed session is told though they were heard before


class Stutter:
    """Tells again what people do, up to `window` seconds later."""

    def __init__(self, fake: FakeDiscord, chance: Random, window: float) -> None:
        self.again = 0
        self._chance = chance
        self._window = window
        self._tell = fake.world.tell
        fake.world.tell = self.tell

    def tell(self, event: Event) -> int:
        """Tell an event now, and perhaps again."""
        heard = self._tell(event)
        if event.name in AGAIN:
            for _ in range(self._chance.randrange(TIMES)):
                self.again += 1
                asyncio.get_running_loop().call_later(self._chance.uniform(0, self._window), self._tell, event)
        return heard


async def break_off(fake: FakeDiscord, chance: Random) -> None:
    """Let the connection break in one way or another, and come back; a session that goes on is told too much."""
    gateway = fake.gateway
    sessions = gateway.identified + gateway.resumed
    breaking = chance.choice((gateway.drop, gateway.cut, gateway.ask_to_reconnect, gateway.invalidate))()
    if breaking is not None:
        await breaking
    await fake.until(lambda: gateway.identified + gateway.resumed > sessions and gateway.connected)
    replay(fake)


def replay(fake: FakeDiscord) -> None:
    """Tell the latest events of each session once more, under their old numbers."""
    for session in fake.gateway.sessions.values():
        if session.connection is not None:
            for _, text in [*session.told][-REPLAYED:]:
                session.connection.outbox.put_nowait(text)
