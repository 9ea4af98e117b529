"""Many people at work at once; what they sent and what they were told is written down here."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from core.domain.errors import Refusal, StoreAway
from core.domain.person import Person
from core.domain.task import Ballot, Family, Kind, Receipt, SkipReason, Task
from core.link.link import Answer, Link
from core.link.requests import (
    Act,
    Agree,
    Edit,
    Join,
    Renew,
    Report,
    Skip,
    SubmitBallot,
    SubmitComplete,
    SubmitReview,
    SubmitText,
    Take,
    Undo,
)
from tests.fakes.grove import GOOD, ROUTE, SPAM

PATIENCE = 60  # seconds until a store that says nothing counts as stuck
PAUSE = 0.1  # seconds until somebody to whom the store was away tries again


@dataclass
class Ledger:
    """By idempotency key: what was sent, and the answer or refusal that came back."""

    sent: dict[str, Act[Any]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    away: int = 0  # how often the store could not be reached
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged(self) -> dict[str, Any]:
        """What the store said yes to, in the order in which it was heard."""
        return {key: answer for key, answer in self.told.items() if not isinstance(answer, Refusal)}

    def note(self, key: str, answer: Any) -> None:
        """This came back."""
        self.told[key] = answer
        self._news.set()

    def hear_copies(self, key: str, answers: Sequence[Any]) -> None:
        """What became of an act that arrived several times: one answer, whichever copies were refused before it."""
        given = [one for one in answers if not isinstance(one, Refusal)]
        assert given == given[:1] * len(given), f"{key}: {answers}"
        if given and isinstance(self.told[key], Refusal):
            del self.told[key]
            self.told[key] = given[0]

    async def hear(self, more: int) -> None:
        """Wait until the store has said so much more."""
        enough = len(self.told) + more
        async with asyncio.timeout(PATIENCE):
            while len(self.told) < enough:
                self._news.clear()
                await self._news.wait()


class Worker:
    """One person, who does one thing after another; an act that has no answer yet is sent again under its key."""

    def __init__(self, name: str, link: Link, ledger: Ledger, chance: Random) -> None:
        self.name = name
        self._link = link
        self._ledger = ledger
        self._chance = chance
        self._count = 0

    async def work(self, enough: asyncio.Event) -> None:
        """Join, and do whatever there is to do."""
        who: Person = await self.ask(Join("test", self.name, self.name.title()))
        await self.ask(Agree(who.id, "1", ("en",)))
        while not enough.is_set():
            found = await self.ask(Take(who.id))
            if isinstance(found, Task):
                await self._do(who, found)
            else:
                await asyncio.sleep(PAUSE)

    async def ask(self, act: Act[Answer]) -> Any:
        """The answer to an act, or the refusal."""
        self._count += 1
        key = f"{self.name} {self._count}"
        self._ledger.sent[key] = act
        while key not in self._ledger.told:
            try:
                self._ledger.note(key, await self._link.send(act, key))
            except StoreAway:
                self._ledger.away += 1
                await asyncio.sleep(PAUSE * self._chance.uniform(0.5, 1.5))
            except Refusal as refusal:
                self._ledger.note(key, refusal)
        return self._ledger.told[key]

    async def _do(self, who: Person, task: Task) -> None:
        match self._chance.random():
            case draw if draw < 0.05:
                await self.ask(Skip(who.id, task.id, self._chance.choice([None, *SkipReason])))
                return
            case draw if draw < 0.1:
                await self.ask(Renew(who.id, task.id))
            case draw if draw < 0.12 and task.thread:
                await self.ask(Report(who.id, task.thread[-1].message_id, "no good"))
        receipt = await self.ask(answer_to(task, who.id, self._text(), self._chance))
        if isinstance(receipt, Receipt):
            await self._think_again(who, task)

    async def _think_again(self, who: Person, task: Task) -> None:
        if task.kind.family is Family.WRITE and self._chance.random() < 0.1:
            await self.ask(Edit(who.id, task.id, self._text()))
        if self._chance.random() < 0.1 and isinstance(again := await self.ask(Undo(who.id, task.id)), Task):
            await self.ask(answer_to(again, who.id, self._text(), self._chance))

    def _text(self) -> str:
        return f"{self.name} wrote this as number {self._count}."


def answer_to(task: Task, person_id: str, text: str, chance: Random) -> Act[Receipt]:
    """What somebody answers; the text where one is asked for."""
    match task.kind.family:
        case Family.WRITE if task.kind is Kind.PROMPTER_REPLY and chance.random() < 0.2:
            return SubmitComplete(person_id, task.id, ROUTE)
        case Family.WRITE:
            return SubmitText(person_id, task.id, text, ROUTE)
        case Family.REVIEW:
            return SubmitReview(person_id, task.id, SPAM if chance.random() < 0.1 else GOOD, ROUTE)
        case Family.RANK:
            order = chance.sample(task.replies, len(task.replies))
            return SubmitBallot(person_id, task.id, Ballot(tuple((one.message_id,) for one in order)), ROUTE)


@asynccontextmanager
async def load(links: Sequence[Link], people: int, seed: int = 1) -> AsyncIterator[Ledger]:
    """People at work, each on the next of some links, until the block is left; then everybody has their last answer."""
    ledger, enough = Ledger(), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        workers = [
            Worker(f"worker{number}", links[number % len(links)], ledger, Random(f"{seed} {number}"))
            for number in range(people)
        ]
        working = [group.create_task(one.work(enough)) for one in workers]
        yield ledger
        enough.set()
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait(working)
