"""All simulated people together, on a runner of their own: the same loop and the same dialogue as everybody's."""

from collections.abc import Callable, Collection
from random import Random
from typing import TYPE_CHECKING

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
from bots.runner.chat import Show
from core.domain.person import Identity
from core.link.link import Link

if TYPE_CHECKING:
    from bots.rehearse.through import Venue


class Crowd:
    """Simulated people under one platform name; `new_id` gives each of their events an id of its own.

    Without a venue they are on no platform: what they do goes straight to the runner. `screens` are a front end's,
    before which they sit.
    """

    venue: "Venue | None" = None
    screens: Show | None = None

    def __init__(
        self,
        desk: Desk,
        link: Link,
        terms: Terms,
        knowledge: Knowledge,
        platform: str,
        new_id: Callable[[], str],
        locales: tuple[str, ...] = ("en",),
    ) -> None:
        self.terms = terms
        self.knowledge = knowledge
        self.ledger = Ledger()
        self.people: dict[str, Volunteer] = {}
        self.runner = Runner(
            desk,
            link,
            terms,
            self._show,
            platforms=(platform,),
            locales=locales,
            dialogue=Overheard(self._overhear),
        )
        self._by_id: dict[str, Volunteer] = {}
        self._desk = desk
        self.platform = platform
        self._new_id = new_id

    def invite(
        self, name: str, temper: Temper, languages: Collection[str], chance: Random, *, moderates: bool = False
    ) -> Volunteer:
        """One more person, who speaks some languages."""
        person = Volunteer(name, temper, tuple(languages), self, chance, moderates=moderates)
        self.people[name] = person
        self._by_id[name if self.venue is None else self.venue.arrive(person)] = person
        return person

    async def hear(self, person: Volunteer, event: Event) -> None:
        """Somebody does something, and everything that follows from it happens."""
        if self.venue is not None:
            await self.venue.hear(person, event)
            return
        locale = person.languages[0]
        await self.runner.handle(self.platform, person.name, locale, event, self._new_id(), person.name)
        await self.runner.settle()

    async def tell_time(self) -> None:
        """Whatever is due by the clock happens: news and reminders come."""
        await self.runner.tick()
        await self.runner.settle()
        if self.venue is not None:
            await self.venue.tell_time()

    async def _show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        if self.screens is not None:
            await self.screens(who, locale, cards)
        person = self._by_id.get(who.external_id)
        if person is None:
            return
        self.ledger.read(cards, person.name)
        person.screen.show(cards)
        person.called |= any(card.key == "news" and any(one.action == "take" for one in card.buttons) for card in cards)

    def _overhear(self, id: str, step: Step) -> None:
        if id in self._by_id:
            self._by_id[id].step = step
            self.ledger.see(step, self._desk.clock())
