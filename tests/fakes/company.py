"""People who talk to the real dialogue on a desk, each before a screen that remembers what it showed."""

from collections import defaultdict
from itertools import count

from bots.desk import steps
from bots.desk.desk import Desk
from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.events import Commanded, Event, Said
from bots.dialogue.move import Terms
from bots.dialogue.steps import Practising, Step
from bots.rehearse.screen import Screen
from bots.runner import Runner
from core.domain.person import Identity
from core.domain.task import Kind
from core.link.link import Link
from tests.fakes.clock import Clock


class Company:
    """`told` is every line that each person has read, in order; `numbers` are those of the receipts among them."""

    def __init__(self, desk: Desk, link: Link, clock: Clock) -> None:
        self.desk = desk
        self.link = link
        self.clock = clock
        self.told: dict[str, list[Line]] = defaultdict(list)
        self.read: dict[str, list[str]] = defaultdict(list)  # texts of people's
        self.screens: dict[str, Screen] = defaultdict(Screen)
        self._ids = count()
        self.start()

    def start(self) -> None:
        """A process that leads the dialogues, in the place of the one before."""
        self.runner = Runner(self.desk, self.link, Terms(), self._show, platforms=("test",))

    async def do(self, who: str, event: Event) -> None:
        """Somebody does something, and all that follows from it happens."""
        await self.runner.handle("test", who, "en", event, f"event-{next(self._ids)}", who.title())
        await self.runner.settle()

    async def say(self, who: str, text: str) -> None:
        """Somebody says something."""
        await self.do(who, Said(text))

    async def press(self, who: str, action: str, argument: str | None = None) -> None:
        """Somebody presses a button that is on their screen."""
        await self.do(who, self.screens[who].press(action, argument))

    async def take(self, who: str, kind: Kind) -> None:
        """Somebody gets a task of a kind into their hands; there must be one."""
        await self.do(who, Commanded("work", kind))
        if isinstance((await self.step(who)).scene, Practising):
            await self.press(who, "practise")
        work = (await self.step(who)).work
        assert work is not None, self.ids(who)
        assert work.task.kind is kind

    async def step(self, who: str) -> Step:
        """Where somebody's dialogue stands."""
        page = await self.desk.run(lambda connection: steps.find(connection, Identity("test", who)))
        assert page is not None
        return page.step

    async def pass_time(self, minutes: float, step: float = 1) -> None:
        """Time goes by, and everything that is due by the clock happens."""
        for _ in range(int(minutes / step)):
            self.clock.advance(minutes=step)
            await self.runner.tick()
            await self.runner.settle()

    def ids(self, who: str) -> list[str]:
        """The ids of all lines that somebody has read."""
        return [line.id for line in self.told[who]]

    def numbers(self, who: str) -> list[str]:
        """The receipts that somebody has read, each once."""
        receipts = (line.arguments["number"] for line in self.told[who] if line.id in ("receipt", "receipt-of"))
        return list(dict.fromkeys(map(str, receipts)))

    async def _show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        name = who.external_id
        self.screens[name].show(cards)
        parts = [part for card in cards for part in card.parts]
        self.told[name] += [part for part in parts if isinstance(part, Line)]
        self.read[name] += [part.text for part in parts if isinstance(part, Quote)]
