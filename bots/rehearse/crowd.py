"""All simulated people together, on a runner of their own: the same loop and the same dialogue as everybody's."""

from collections.abc import Callable, Collection
from random import Random

from bots.desk.desk import Desk
from bots.dialogue.cards import Card
from bots.dialogue.events import Event
from bots.dialogue.move import Terms
from bots.dialogue.steps import Step
from bots.rehearse.knowledge import Knowledge
from bots.rehearse.ledger import Ledger
from bots.rehearse.overheard import Overheard
from bots.rehearse.temper import Temper
from bots.rehearse.volunteer import Volunteer
from bots.runner import Runner
from core.domain.person import Identity
from core.link.link import Link


class Crowd:
    """Simulated people under one platform name; `new_id` gives each of their events an id of its own."""

    def __init__(
        self, desk: Desk, link: Link, terms: Terms, knowledge: Knowledge, platform: str, new_id: Callable[[], str]
    ) -> None:
        self.knowledge = knowledge
        self.ledger = Ledger()
        self.people: dict[str, Volunteer] = {}
        self.runner = Runner(desk, link, terms, self._show, platforms=(platform,), dialogue=Overheard(self._overhear))
        self._desk = desk
        self._platform = platform
        self._new_id = new_id

    def invite(
        self, name: str, temper: Temper, languages: Collection[str], chance: Random, *, moderates: bool = False
    ) -> Volunteer:
        """One more person, who speaks some languages."""
        person = Volunteer(name, temper, tuple(languages), self, chance, moderates=moderates)
        self.people[name] = person
        return person

    async def hear(self, person: Volunteer, event: Event) -> None:
        """Somebody does something, and everything that follows from it happens."""
        locale = person.languages[0]
        await self.runner.handle(self._platform, person.name, locale, event, self._new_id(), person.name)
        await self.runner.settle()

    async def tell_time(self) -> None:
        """Whatever is due by the clock happens: news and reminders come."""
        await self.runner.tick()
        await self.runner.settle()

    async def _show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        person = self.people.get(who.external_id)
        if person is None:
            return
        self.ledger.read(cards, person.name)
        person.screen.show(cards)
        person.called |= any(card.key == "news" and any(one.action == "take" for one in card.buttons) for card in cards)

    def _overhear(self, name: str, step: Step) -> None:
        if name in self.people:
            self.people[name].step = step
            self.ledger.see(step, self._desk.clock())
