"""People in a hurry on one store: they take, give back, answer, leave things lying, and are heard more than once."""

import asyncio
from collections.abc import Sequence
from itertools import count
from random import Random
from typing import Any

from aiohttp import ClientError

from core.domain.errors import Refusal, StoreAway
from core.domain.task import Family, Receipt, SkipReason, Task
from core.link.http import HttpLink, StoreBroke
from core.link.requests import Act, Agree, Edit, Join, Renew, Request, Skip, Take, Undo
from tests.crash.grant_book import Book
from tests.crash.load import answer_to

PAUSE = 0.05  # seconds until somebody to whom the store was away, or who found nothing, goes on
LANGUAGES = ("en", "de", "fr", "es", "pt-BR")  # of which everybody speaks two
MOST_LEFT = 8  # tasks of one person that lie about; the oldest is forgotten for good


class Listening(HttpLink):
    """A way to the store on which is written down what no client should be told."""

    book: Book

    async def _ask(self, request: Request[Any], key: str | None) -> tuple[int, bytes]:
        try:
            status, body = await super()._ask(request, key)
        except (ClientError, TimeoutError, OSError) as error:
            self.book.counted[f"unreachable, {type(error).__name__}"] += 1
            raise
        if status >= 500:
            self.book.faults[f"{status} {body.decode()[:200]}"] += 1
        return status, body


class Taker:
    """One person, who does one thing after the other."""

    def __init__(self, name: str, links: Sequence[HttpLink], book: Book, chance: Random) -> None:
        self.name = name
        self.id = ""
        self._links = links
        self._book = book
        self._chance = chance
        self._numbers = count()
        self._left: list[Task] = []

    async def join(self) -> None:
        """Become somebody who may contribute."""
        self.id = (await self._deliver(Join("test", self.name, self.name), f"{self.name} joins")).id
        await self._deliver(Agree(self.id, "1", tuple(self._chance.sample(LANGUAGES, 2))), f"{self.name} agrees")

    async def sit(self) -> bool:
        """Take something, or come back to what was left lying; whether there was anything."""
        if self._left and self._chance.random() < 0.1:
            await self._come_back(self._left.pop(self._chance.randrange(len(self._left))))
            return True
        found = await self._ask(Take(self.id))
        if not isinstance(found, Task):
            self._book.counted["nothing to do"] += 1
            return False
        match self._chance.random():
            case draw if draw < 0.15:
                await self._skip(found)
            case draw if draw < 0.3:
                self._left = [*self._left[-MOST_LEFT:], found]
            case draw if draw < 0.35:
                await self._ask(Renew(self.id, found.id))
                await self._answer(found)
            case _:
                await self._answer(found)
        return True

    async def _come_back(self, task: Task) -> None:
        """The lease may be over, and the unit somebody else's."""
        self._book.counted["come back to"] += 1
        match self._chance.random():
            case draw if draw < 0.2:
                await self._skip(task)
            case draw if draw < 0.5:
                await self._ask(Renew(self.id, task.id))
        await self._answer(task)

    async def _skip(self, task: Task) -> None:
        await self._ask(Skip(self.id, task.id, self._chance.choice([None, *SkipReason])))

    async def _answer(self, task: Task) -> None:
        receipt = await self._ask(answer_to(task, self.id, self._text(), self._chance))
        if not isinstance(receipt, Receipt):
            return
        if task.kind.family is Family.WRITE and self._chance.random() < 0.05:
            await self._ask(Edit(self.id, task.id, self._text()))
        if self._chance.random() < 0.05 and isinstance(again := await self._ask(Undo(self.id, task.id)), Task):
            await self._ask(answer_to(again, self.id, self._text(), self._chance))

    def _text(self) -> str:
        return f"{self.name} wrote this as number {next(self._numbers)}."

    async def _ask(self, act: Act[Any]) -> Any:
        """The answer to an act, None if it was refused; some are delivered twice at once, or once more later."""
        key = f"{self.name} {next(self._numbers)}"
        copies = self._chance.choices((1, 2, 3), (18, 1, 1))[0]
        answers = await asyncio.gather(*(self._deliver(act, key) for _ in range(copies)))
        if self._chance.random() < 0.05:
            answers.append(await self._deliver(act, key))
        return self._book.note(key, self.id, act, answers)

    async def _deliver(self, act: Act[Any], key: str) -> Any:
        while True:
            try:
                return await self._chance.choice(self._links).send(act, key)
            except StoreAway:
                self._book.counted["away"] += 1
                await asyncio.sleep(PAUSE)
            except (Refusal, StoreBroke) as error:
                return error


class Crowd:
    """`in_flight` of them at a time have something under way, one act each or more."""

    def __init__(self, people: Sequence[Taker], in_flight: int, chance: Random) -> None:
        self._idle = list(people)
        self._in_flight = in_flight
        self._chance = chance

    async def join(self) -> None:
        """Let everybody join, some at a time."""
        for begin in range(0, len(self._idle), self._in_flight):
            await asyncio.gather(*(one.join() for one in self._idle[begin : begin + self._in_flight]))

    async def work(self, enough: asyncio.Event) -> None:
        """Let them work until it is enough; what they have begun is finished."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._in_flight):
                group.create_task(self._seat(enough))

    async def _seat(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            one = self._idle.pop(self._chance.randrange(len(self._idle)))
            found = await one.sit()
            self._idle.append(one)
            if not found:
                await asyncio.sleep(PAUSE)
