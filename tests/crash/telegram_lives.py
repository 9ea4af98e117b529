"""A fake Telegram that outlives every bot, and what its people were told there."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bots.dialogue.cards import Line
from bots.text.locale import Texts
from core.domain.policy import Policy
from tests.crash.ending import End
from tests.crash.processes import PATIENCE, Child
from tests.crash.served import POLICY
from tests.crash.telegram_process import serve
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.log import Request

LONGEST_LIFE = 2.0  # seconds from the first poll on; a process that is to die by itself may find nothing to do
LONGEST_START = 0.5
TRANSACTIONS = 120  # within which a process dies by itself, the first of them before it serves anybody
HOST = "127.0.0.1"
_RECEIPT = re.compile(r"Receipt \W*([0-9A-Z]{4}-[0-9A-Z]{4})")
_TAG = re.compile(r"<[^>]*>")
_NEVER = [Texts().format(Line(id), "en")[:30] for id in ("telegram-not-kept", "talk-internal-error")]


@dataclass
class Lives:
    """One bot after another in the same folder."""

    fake: FakeTelegram
    folder: Path
    policy: Policy = POLICY
    more: dict[str, str] = field(default_factory=dict)  # settings
    place: str | None = None  # where the bot listens, for updates that are brought to it; else it polls
    number: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)  # the present life, or the last one
    receipts: set[str] = field(default_factory=set)  # that somebody was shown
    troubles: list[str] = field(default_factory=list)  # what nobody should ever see, and what was logged
    lines: list[str] = field(default_factory=list)  # on standard error
    _read: Request | None = None
    _connections: int = 0  # to the bot, of all earlier lives

    @property
    def settings(self) -> dict[str, str]:
        """What the operator has set."""
        return {
            "home": str(self.folder),
            "telegram_token": self.fake.token,
            "telegram_api_url": self.fake.api_url,
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
        self._connections = self._connected()
        options = ("--webhook", f"http://{self.place}", "--listen", self.place) if self.place else ()
        async with Child(serve, self.settings, options, end) as child:
            listening = asyncio.create_task(self._listen(child))
            watching = asyncio.create_task(self._watch())
            try:
                yield child
            finally:
                child.kill()
                watching.cancel()
                self.over.set()
                await listening
                self.fake.faults.lift()  # whoever was held is gone
                self.look()

    async def begun(self, child: Child) -> None:
        """Wait until the bot hears."""
        await self.fake.until(lambda: self._connected() > self._connections or not child.lives, PATIENCE)
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
                    gate = self.fake.faults.hold("*", done=way == 2)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(gate.arrived.wait(), LONGEST_LIFE)

    def look(self) -> None:
        """Notice what people were shown since the last look."""
        for request in self._new_requests():
            text = _TAG.sub("", str(request.body.get("text", "")))
            self.receipts.update(_RECEIPT.findall(text))
            self.troubles += [text for words in _NEVER if words in text]

    def _connected(self) -> int:
        return self.fake.requests.count("setWebhook", 200) if self.place else self.fake.polls.count

    def _new_requests(self) -> Iterator[Request]:
        recent = list(self.fake.requests)
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
                if told["level"] in ("error", "critical"):
                    self.troubles.append(line)


@asynccontextmanager
async def telegram(
    folder: Path, policy: Policy = POLICY, *, webhook: bool = False, **more: str
) -> AsyncIterator[Lives]:
    """A fake Telegram to which the bots of a folder belong; nobody gets their port while no bot listens there."""
    with closing(socket.socket()) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind((HOST, 0))
        async with FakeTelegram() as fake:
            yield Lives(fake, folder, policy, more, "{}:{}".format(*place.getsockname()) if webhook else None)
            assert fake.violations == []
