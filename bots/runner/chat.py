"""The traffic with one person in this process: one transaction, one request and one drawing at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any

import structlog

from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.desk.steps import LostRace, Page
from bots.dialogue.cards import Card
from bots.dialogue.events import Answered, Kept, Refused
from bots.dialogue.move import Asked
from bots.runner.interpreter import Delivery, Interpreter, Outcome
from bots.runner.missed import Missed, instead
from bots.runner.outage import Outage
from core import codec
from core.domain.errors import Refusal, StoreAway
from core.domain.person import Identity
from core.failure import describe
from core.link.link import Link
from core.link.requests import Act, answer_type

log = structlog.get_logger()

Show = Callable[[Identity, str, tuple[Card, ...]], Awaitable[None]]
"""Brings cards to a person's screen in a locale; the same cards may be shown again. Unreachable where it can't now."""


class Unreachable(Exception):
    """Nothing can be shown to this person now, and nothing is wrong: it comes with what is shown next."""


AT_ONCE = 64  # requests on their way at the same time: enough to be quick, too few to run the store over
TRIES = 3  # of a request over which the store breaks; then its text goes back
RACES = 20


@dataclass
class Kit:
    """What all chats work with."""

    desk: Desk
    link: Link
    interpreter: Interpreter
    show: Show
    outage: Outage["Chat"]
    tasks: dict[asyncio.Task[None], Identity] = field(default_factory=dict)
    seen: dict[Identity, int] = field(default_factory=dict)  # versions on the screen, not yet written down
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    backlog: set["Chat"] = field(default_factory=set)  # chats whose requests waited for the store and now leave
    unreached: set["Chat"] = field(default_factory=set)  # chats that hold cards for when they can be shown

    def start(self, who: Identity, work: Coroutine[Any, Any, None]) -> None:
        """Go on with something in the background."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks[task] = who
        task.add_done_callback(self.tasks.pop)

    def end_outage(self) -> None:
        """The store has answered: whoever waited goes on."""
        if self.outage.lasts:
            self.let_leave(self.outage.end())

    def let_leave(self, chats: Iterable["Chat"]) -> None:
        """What waited for the store leaves now."""
        for chat in chats:
            chat.wake()
            if chat.sending:
                self.backlog.add(chat)


class Chat:
    """What is under way for one person."""

    def __init__(self, who: Identity, kit: Kit) -> None:
        self.who = who
        self._kit = kit
        self._transaction = asyncio.Lock()
        self._asked: deque[Asked] = deque()
        self._kept: set[str] = set()  # keys of requests whose delay by this outage has been told
        self._kept_in = 0  # the outage's number
        self._screen: dict[str, Card] = {}
        self._missed = Missed()
        self._page = Page()
        self.sending = False
        self._drawing = False

    async def deliver(self, delivery: Delivery) -> None:
        """Keep what came and work it off; when this returns, it is written down."""
        async with self._transaction:
            outcome = await self._commit(delivery)
            self._line_up(outcome.asked, delivery)
            self._put_on_screen(outcome)
        self.wake()

    async def redraw(self) -> None:
        """Show the cards of the step as it stands."""
        desk = self._kit.desk
        async with self._transaction:
            self._put_on_screen(
                await desk.run(lambda connection: self._kit.interpreter.redraw(connection, self.who, desk.clock()))
            )
        self.wake()

    def take_up(self, asked: list[Asked]) -> None:
        """Send what an earlier process has left behind."""
        self._asked.extend(asked)
        self._kit.let_leave([self])

    def wake(self, *, trying: bool = False) -> None:
        """Go on with whatever there is to send and to show; `trying` asks the store though it was away."""
        if self._asked and not self.sending:
            self.sending = True
            self._kit.start(self.who, self._send(trying))
        if self._screen and not self._drawing:
            self._drawing = True
            self._kit.start(self.who, self._draw())

    def _line_up(self, asked: list[Asked], delivery: Delivery) -> None:
        """In the order of the outbox: what continues the request that is being settled comes right behind it."""
        for one in asked:
            if one.continues and delivery.settles is not None:
                self._asked.insert(1, one)
            else:
                self._asked.append(one)

    async def _commit(self, delivery: Delivery) -> Outcome:
        desk, interpreter = self._kit.desk, self._kit.interpreter
        for _ in range(RACES):
            try:
                return await desk.run(lambda c: interpreter.work_off(c, self.who, delivery, desk.clock()))
            except LostRace:
                continue
        raise StoreAway(reason="busy")

    async def _send(self, trying: bool) -> None:
        try:
            while self._asked and await self._settle(self._asked[0], trying):
                trying = False
                self._kit.end_outage()
            if self._asked:
                await self._wait()
        except StoreAway as away:
            self._kit.outage.go_on(away)
            await self._wait()
        except Exception as error:  # the request stays in the outbox
            log.error("request_stuck", error=describe(error))
            self._kit.outage.hold(self)
        finally:
            self.sending = False
            self._kit.backlog.discard(self)
        if self._asked and not self._kit.outage.holds(self):
            self.wake()  # the store came back at the very moment when this was put off

    async def _settle(self, asked: Asked, trying: bool) -> bool:
        """Bring the answer to a request; whether the store was asked at all, as it isn't while it is away."""
        async with self._kit.gate:
            if self._kit.outage.lasts and not trying:
                return False
            event = await self._ask(asked)
        await self.deliver(Delivery((Arrival(f"answer:{asked.key}", event),), settles=asked.key))
        self._kept.discard(self._asked.popleft().key)
        return True

    async def _ask(self, asked: Asked) -> Answered | Refused:
        kind = type(asked.request)
        for _ in range(TRIES):
            try:
                answer = await self._kit.link.send(asked.request, asked.key if isinstance(asked.request, Act) else None)
                return Answered(asked.key, kind.__name__, codec.dump(answer_type(kind), answer))
            except StoreAway:
                raise
            except Refusal as refusal:
                return Refused(asked.key, kind.__name__, refusal.slug, refusal.arguments)
            except Exception as error:
                log.error("request_failed", request=kind.__name__, key=asked.key, error=describe(error))
        return Refused(asked.key, kind.__name__, Refusal.slug)

    async def _wait(self) -> None:
        outage = self._kit.outage
        outage.hold(self)
        if self._kept_in != outage.number:
            self._kept_in, self._kept = outage.number, set()
        again = f".{outage.number}" if outage.number > 1 else ""
        while fresh := [asked for asked in self._asked if asked.key not in self._kept]:
            events = (Arrival(f"kept:{one.key}{again}", Kept(one.key, type(one.request).__name__)) for one in fresh)
            try:
                await self.deliver(Delivery(tuple(events)))
            except StoreAway:
                return  # the desk can't write either: told at the next try
            self._kept.update(asked.key for asked in fresh)

    def _put_on_screen(self, outcome: Outcome) -> None:
        if outcome.page is None:
            return
        self._page = outcome.page
        for card in outcome.cards:
            self._screen[card.key] = instead(self._screen.pop(card.key, None), card)  # the newest wins, and stands last
        if not self._screen and not self._drawing and not self._missed:
            self._kit.seen[self.who] = self._page.step.version

    async def _draw(self) -> None:
        try:
            while self._screen:
                cards, page = self._missed.before(tuple(self._screen.values())), self._page
                self._screen.clear()
                await self._present(cards, page)
        except StoreAway:  # the desk doesn't tell where: shown at the next start
            log.warning("card_not_shown", platform=self.who.platform)
        except Exception as error:  # shown again when the person does something, or at the next start
            log.error("card_not_shown", platform=self.who.platform, error=describe(error))
        finally:
            self._drawing = False

    async def _present(self, cards: tuple[Card, ...], page: Page) -> None:
        try:
            await self._kit.show(self.who, page.reading_locale, cards)
        except Unreachable:
            self._missed = Missed(cards)
            self._kit.unreached.add(self)
        else:
            self._missed = Missed()
            self._kit.unreached.discard(self)
            self._kit.seen[self.who] = page.step.version
