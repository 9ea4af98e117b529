"""One process of a bot after another, beside a platform that outlives them all, and what people were told there."""

import asyncio
import json
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from bots.dialogue.cards import Line
from bots.text.locale import Texts
from core.domain.policy import Policy
from tests.crash.ending import End
from tests.crash.processes import PATIENCE, Child
from tests.crash.served import POLICY
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram

LONGEST_LIFE = 2.0  # seconds from where it hears on; a process that is to die by itself may find nothing to do
LONGEST_START = 0.5
TRANSACTIONS = 120  # within which a process dies by itself, the first of them before it serves anybody
_RECEIPT = re.compile(r"Receipt \W*([0-9A-Z]{4}-[0-9A-Z]{4})")
_TEXTS = Texts()

Fake = TypeVar("Fake", FakeDiscord, FakeTelegram)


@dataclass
class Lives(ABC, Generic[Fake]):
    """All in the same folder."""

    fake: Fake
    folder: Path
    policy: Policy = POLICY
    more: dict[str, str] = field(default_factory=dict)  # settings
    number: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)  # the present life, or the last one
    receipts: set[str] = field(default_factory=set)  # that somebody was shown
    troubles: list[str] = field(default_factory=list)  # what nobody should ever see, and what was logged
    lines: list[str] = field(default_factory=list)  # on standard error
    _read: Any = None  # the request up to which all has been looked at

    ANY_REQUEST: ClassVar[str]
    NEVER: ClassVar[tuple[str, ...]]  # ids of sentences

    @abstractmethod
    def process(self, end: End | None) -> Child:
        """The process of a life that is to end so."""

    @abstractmethod
    def hears(self) -> bool:
        """Whether the process of this life is there for people."""

    @abstractmethod
    def shown(self, request: Any) -> str:
        """What a person was shown by a request that was granted."""

    async def gone(self) -> None:
        """Wait until the platform knows that a process has died."""

    def harmless(self, told: dict[str, Any]) -> bool:
        """Whether an error in the log is one that a platform's library logs in the course of things."""
        return False

    @property
    def settings(self) -> dict[str, str]:
        """What the operator has set on every platform."""
        return {
            "home": str(self.folder),
            "secret": "s" * 20,
            "log": "json:warning",
            "policy": json.dumps(asdict(self.policy)),
            **self.more,
        }

    @asynccontextmanager
    async def bot(self, end: End | None = None) -> AsyncIterator[Child]:
        """A life, until the block is left; then the bot is killed, and all that it told is known."""
        self.number += 1
        self.over = asyncio.Event()
        async with self.process(end) as child:
            listening = asyncio.create_task(self._listen(child))
            watching = asyncio.create_task(self._watch())
            try:
                yield child
            finally:
                child.kill()
                watching.cancel()
                self.over.set()
                await listening
                await self.gone()
                self.fake.faults.lift()  # whoever was held is gone
                self.look()

    async def begun(self, child: Child) -> None:
        """Wait until the bot hears."""
        await self.fake.until(lambda: self.hears() or not child.lives, PATIENCE)
        assert child.lives, "\n".join(["the bot died by itself", *self.lines[-5:]])

    async def random(self, chance: Random) -> None:
        """A life that ends between any two steps: at a request, at a transaction, or just at some moment."""
        match chance.randrange(4):
            case 0:
                async with self.bot():
                    await asyncio.sleep(chance.uniform(0, LONGEST_START + LONGEST_LIFE))
            case 1:
                async with self.bot(End(chance.randint(1, TRANSACTIONS), chance.random() < 0.5)) as child:
                    await child.finish(LONGEST_LIFE)
            case way:
                async with self.bot() as child:
                    await self.begun(child)
                    await asyncio.sleep(chance.uniform(0, LONGEST_LIFE / 2))
                    gate = self.fake.faults.hold(self.ANY_REQUEST, done=way == 2)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(gate.arrived.wait(), LONGEST_LIFE)

    def look(self) -> None:
        """Notice what people were shown since the last look."""
        for text in map(self.shown, self._new_requests()):
            self.receipts.update(_RECEIPT.findall(text))
            self.troubles += [text for id in self.NEVER if _TEXTS.format(Line(id), "en")[:30] in text]

    def _new_requests(self) -> Iterator[Any]:
        recent: list[Any] = list(self.fake.requests)
        since = recent.index(self._read) + 1 if self._read in recent else 0
        self._read = recent[-1] if recent else None
        return (one for one in recent[since:] if one.status == 200)

    async def _watch(self) -> None:
        """The fake forgets old requests."""
        while True:
            await asyncio.sleep(1)
            self.look()

    async def _listen(self, child: Child) -> None:
        async for line in child.lines(None):
            self.lines.append(line)
            with suppress(ValueError):
                told: dict[str, Any] = json.loads(line)
                if told["level"] in ("error", "critical") and not self.harmless(told):
                    self.troubles.append(line)
