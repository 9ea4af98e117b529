"""One simulated person at Telegram's client: does there what the crowd has in mind."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from random import Random

from bots.dialogue.events import Commanded, Event, Pressed, Said
from bots.rehearse.screen import NotOnScreen
from tests.fakes.telegram import Group, Human, Reply, Seen, Topic
from tests.fakes.telegram.texts import LONGEST
from tests.fakes.telegram.units import units
from tests.venues.carrying import newest
from tests.venues.telegram.offers import IN_VIEW, Offer, offers

A_FILE = 20  # characters for which somebody makes a file; an order is typed
BY_FILE = 0.2  # of the texts for which it is worth the while
AMONG_OTHERS = 0.25  # of the times that somebody asks for work, where they have a place for it

Way = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Bench:
    """Where somebody writes among others, now and then: a group, or one of its topics."""

    group: Group
    topic: Topic | None = None


class Visitor:
    """Works in private, and comes there by the board of a group; `chance` is for what the crowd leaves open."""

    def __init__(
        self, human: Human, group: Group, bench: Bench | None, chance: Random, still: Callable[[], Awaitable[None]]
    ) -> None:
        self.human = human
        self.faults: list[str] = []
        self.wrote_there = 0  # texts
        self._group = group
        self.bench = bench
        self._wishes = False  # for texts alone: whoever asks among others does
        self._chance = chance
        self._still = still

    async def do(self, event: Event) -> None:
        """Do something, by what stands before them."""
        match event:
            case Commanded("start"):
                board = self._board()
                await self._act(lambda: self.human.press(board, lambda one: one.url is not None))
            case Commanded(name, argument):
                await self._act(lambda: self.human.command(name, None, argument))
            case Pressed("next") if self._wishes:
                await self._wish_for_anything()
            case Pressed("skip", argument) if self._wishes:
                await self._wish_for_anything()
                await self._press("skip", argument)
            case Pressed("next") if self.bench and self._chance.random() < AMONG_OTHERS:
                await self._ask(self.bench)
            case Pressed(action, argument):
                await self._press(action, argument)
            case Said(text):
                await self._chance.choice([*self._ways(text)])()
            case _:
                raise ValueError(f"nobody does {event} on Telegram")

    def _board(self) -> Seen:
        """The one that hangs above the talk, with its link into the private chat."""
        return next(one for one in reversed(self.human.pinned(self._group)) if one.links)

    async def _ask(self, bench: Bench) -> None:
        """Ask for work there; what can't be done there is done where the answer leads."""
        self._wishes = True
        await self._act(lambda: self.human.command("work", bench.group, topic=bench.topic))
        answer = self.human.sees(bench.group, bench.topic)[-1]
        if answer.from_bot and answer.links:
            await self._act(lambda: self.human.press(answer, lambda one: one.url is not None))

    async def _wish_for_anything(self) -> None:
        """Go on in private, where there is more to do than to write."""
        self._wishes = False
        await self._act(lambda: self.human.command("work"))

    async def _press(self, action: str, argument: str) -> None:
        offer = newest(self._offers(), action, argument) or newest(self._offers(None), action, argument)
        if offer is None:
            seen = [f"{one.version}:{one.action}" for one in self._offers()]
            raise NotOnScreen(f"{self.human.user.first_name} looks for {action} {argument} among {seen}")
        await self._act(lambda: self.human.press(offer.message, lambda one: one.data == offer.token))

    def _offers(self, most: int | None = IN_VIEW) -> Iterator[Offer]:
        yield from offers(self.human, self.human.dm, most)
        if self.bench is not None:
            yield from offers(self.human, self.bench.group.chat, most)

    def _ways(self, text: str) -> Iterator[Way]:
        """In which ways somebody can send it: Telegram takes white space from the ends of what is typed."""
        typed = units(text) <= LONGEST and text == text.strip() and not text.startswith("/")
        bench = self.bench
        if typed and bench and self.human.asked(bench.group, bench.topic):
            yield lambda: self._write_at(bench, text)
            return
        if typed:
            yield lambda: self._act(lambda: self.human.say(self.human.dm, text))
        if not typed or (len(text) >= A_FILE and self._chance.random() < BY_FILE):
            name = f"answer{self._chance.choice(('.txt', '.md'))}"
            yield lambda: self._act(lambda: self.human.send_document(self.human.dm, name, text.encode()))

    async def _write_at(self, bench: Bench, text: str) -> None:
        self.wrote_there += 1
        await self._act(lambda: self.human.say(bench.group, text, topic=bench.topic))

    async def _act(self, does: Callable[[], Reply]) -> None:
        """What comes of an act; Telegram's client shows whose press gets no answer that something turns for ever."""
        reply = does()
        await self._still()
        if reply.query is not None and not reply.query.answered:
            self.faults.append(f"{self.human.user.first_name} got no answer")
        elif reply.alerted:
            self.faults.append(f"{self.human.user.first_name} was told off: {reply.toast}")
