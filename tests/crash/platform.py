"""The platform on which a bot works: it outlives every bot, and knows what people did and what they were shown."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from core import codec
from tests.crash.bot_process import Life, Update, live
from tests.crash.processes import Child

PATIENCE = 60  # seconds until a bot that keeps nothing counts as stuck
MOMENT = 0.003  # seconds between two looks at what it has kept


@dataclass
class Platform:
    """Brings updates to the bot of the day, and again to the next one what this one did not acknowledge."""

    updates: dict[str, Update] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    receipts: set[str] = field(default_factory=set)  # numbers that people were shown
    troubles: list[str] = field(default_factory=list)  # what people were shown that nobody should ever see

    @property
    def again(self) -> tuple[Update, ...]:
        """What was not acknowledged, in its order."""
        return tuple(one for id, one in self.updates.items() if id not in self.acknowledged)

    @property
    def answers(self) -> Counter[str]:
        """What people know to be kept, each as often as they sent it."""
        return Counter(one.answer for id, one in self.updates.items() if one.answer and id in self.acknowledged)

    @asynccontextmanager
    async def bot(self, life: Life) -> AsyncIterator[Child]:
        """A life, until the block is left; then the bot is killed, and all that it had told is known."""
        async with Child(live, life) as child:
            listening = asyncio.create_task(self._listen(child))
            try:
                yield child
            finally:
                child.kill()
                await listening

    async def keep(self, bot: Child, more: int) -> None:
        """Wait until so many more answers are kept."""
        enough = self.answers.total() + more
        async with asyncio.timeout(PATIENCE):
            while self.answers.total() < enough:
                assert bot.lives, "the bot died by itself"
                await asyncio.sleep(MOMENT)

    async def _listen(self, bot: Child) -> None:
        async for line in bot.lines():
            match json.loads(line):
                case {"came": update}:
                    one: Update = codec.load(Update, update)
                    self.updates[one.id] = one
                case {"kept": id}:
                    self.acknowledged.add(id)
                case {"receipt": number}:
                    self.receipts.add(number)
                case {"trouble": trouble}:
                    self.troubles.append(trouble)
