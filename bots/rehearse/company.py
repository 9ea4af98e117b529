"""Simulated people who go on working beside a human, in real time, so that something comes of what the human writes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from random import Random
from uuid import uuid4

from bots.assembly import Household
from bots.desk.desk import Desk
from bots.dialogue.move import Terms
from bots.dialogue.steps import Short
from bots.rehearse import phrases
from bots.rehearse.crowd import Crowd
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.screen import NotOnScreen
from bots.rehearse.temper import Temper
from core.domain.errors import StoreAway
from core.link.link import Link

PLATFORM = "company"
CALM = 1.0  # seconds between two acts of the whole company
STEPS = 6  # from one answer to the next, at most


class Company:
    """So many careful people, `company:01` and on, on the human's desk and store; they do whatever is there to do.

    They know texts for some languages only: where the human speaks none of these, they speak all that they know.
    """

    def __init__(
        self,
        desk: Desk,
        link: Link,
        terms: Terms,
        size: int,
        languages: Sequence[str] = (),
        chance: Random | None = None,
    ) -> None:
        self._chance = chance or Random()
        known = phrases.languages()
        spoken = tuple(lang for lang in languages if lang in known) or known
        self._crowd = Crowd(desk, link, terms, Improvisation(self._chance), PLATFORM, lambda: uuid4().hex)
        self._people = [
            self._crowd.invite(f"{number:02}", Temper.CAREFUL, spoken, self._chance) for number in range(1, size + 1)
        ]
        self._next = 0

    async def run(self, pause: float = CALM) -> None:
        """Work until cancelled, one answer by one person after each pause; while the store is away they wait."""
        try:
            await self._crowd.runner.resume()
            while self._people:
                await asyncio.sleep(pause * self._chance.uniform(0.5, 1.5))
                with suppress(StoreAway, NotOnScreen):  # what is kept for later offers nothing to press
                    await self.act()
        finally:
            await self._crowd.runner.close()

    async def act(self) -> None:
        """Let the next person finish one thing, or find that there is nothing to do."""
        person = self._people[self._next]
        self._next = (self._next + 1) % len(self._people)
        answers = self._crowd.ledger.answers
        for _ in range(STEPS):
            await person.act()
            if self._crowd.ledger.answers > answers or isinstance(person.step.scene, Short):
                break
        await self._crowd.tell_time()


@asynccontextmanager
async def accompanied(home: Household, size: int) -> AsyncIterator[None]:
    """Let so many simulated people work in a household while the block runs; none is none."""
    company = Company(home.desk, home.link, home.terms, size)
    working = asyncio.create_task(company.run())
    try:
        yield
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
