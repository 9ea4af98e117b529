"""A bot on a desk, with the small dialogue, a scripted store and a screen that remembers."""

import asyncio
from collections import defaultdict
from itertools import count
from typing import Any

from sqlalchemy import Table, func, select

from bots.desk import steps
from bots.desk.desk import Desk
from bots.desk.steps import Page
from bots.dialogue.cards import Card, Line
from bots.dialogue.events import Event, Said
from bots.dialogue.move import Terms
from bots.dialogue.steps import Step
from bots.runner import Runner
from bots.runner.chat import Unreachable
from bots.runner.interpreter import Dialogue
from bots.runner.visit import Visit
from core.domain.person import Identity, Person
from core.domain.task import Kind, Receipt
from core.link.requests import FetchNews, Join, Request, SubmitText
from tests.fakes.dialogue import Dictation
from tests.fakes.link import Link

ADA, BEN = Identity("test", "ada"), Identity("test", "ben")


def answer(request: Request[Any]) -> Any:
    """What a store says that has no rules."""
    match request:
        case Join(_, external_id, name):
            return Person(f"person-{external_id}", name)
        case SubmitText(_, task_id, text):
            return Receipt(f"receipt-{text}", task_id, Kind.INITIAL_PROMPT, ())
        case FetchNews():
            return ()
        case _:
            return None


class Bot:
    """`shown` is what each person saw, call by call."""

    def __init__(self, desk: Desk, link: Link | None = None, dialogue: Dialogue | None = None) -> None:
        self.desk = desk
        self.link = link or Link(answer)
        self.shown: dict[Identity, list[tuple[Card, ...]]] = defaultdict(list)
        self.screen = asyncio.Event()  # cleared, nothing can be shown for now
        self.screen.set()
        self.broken_screens = 0  # how many of the next calls fail
        self.unreachable: set[Identity] = set()
        self.locales: dict[Identity, str] = {}
        self.runner = Runner(
            desk, self.link, Terms(), self._show, dialogue=dialogue or Dictation(), platforms=("test", "other")
        )
        self._ids = count()

    async def do(self, who: Identity, event: Event, id: str | None = None, visit: Visit | None = None) -> None:
        """Somebody does something, and everything that follows from it happens."""
        await self.hear(who, event, id, visit)
        await self.runner.settle()

    async def hear(self, who: Identity, event: Event, id: str | None = None, visit: Visit | None = None) -> None:
        """Somebody does something."""
        id = f"event-{next(self._ids)}" if id is None else id
        await self.runner.handle(who.platform, who.external_id, "en", event, id, who.external_id.title(), visit)

    async def say(self, who: Identity, text: str, id: str | None = None) -> None:
        """Somebody says something."""
        await self.hear(who, Said(text), id)

    def lines(self, who: Identity) -> list[str]:
        """The ids of all lines that a person has seen, in order."""
        cards = (card for cards in self.shown[who] for card in cards)
        return [part.id for card in cards for part in card.parts if isinstance(part, Line)]

    @property
    def texts(self) -> list[str]:
        """The texts that the store has, in the order they came."""
        return [request.text for request in self.link.done if isinstance(request, SubmitText)]

    async def step(self, who: Identity) -> Step:
        """Where a person's dialogue stands."""
        return (await self.page(who)).step

    async def page(self, who: Identity) -> Page:
        """A person's page on the desk."""
        page = await self.desk.run(lambda connection: steps.find(connection, who))
        assert page is not None
        return page

    async def count(self, table: Table) -> int:
        """How many rows a table of the desk has."""
        statement = select(func.count()).select_from(table)
        return await self.desk.run(lambda connection: connection.execute(statement).scalar_one())

    async def _show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        await self.screen.wait()
        if self.broken_screens:
            self.broken_screens -= 1
            raise ConnectionError("nobody there")
        if who in self.unreachable:
            raise Unreachable
        self.shown[who].append(cards)
        self.locales[who] = locale
