"""The loop of a bot: events come in, steps are taken, requests leave, cards are shown."""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from hashlib import blake2b
from weakref import WeakValueDictionary

from bots.desk import inbox, outbox, steps
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.dialogue import dialogue as conversation
from bots.dialogue.events import Event, Rang
from bots.dialogue.move import Terms
from bots.runner import mail, recovery
from bots.runner.chat import Chat, Kit, Show
from bots.runner.duty import Duty
from bots.runner.interpreter import Delivery, Dialogue, Interpreter, Outcome
from bots.runner.outage import Outage
from bots.runner.visit import Visit
from core.domain.errors import StoreAway
from core.domain.person import Identity
from core.link.link import Link

KEEP = timedelta(days=7)  # what was worked off, so that what comes again is known
KEEP_FAILED = timedelta(days=30)
PORTION = 25  # people at a time whose leases are renewed after an outage
LEAVING = 6.0  # seconds for what is under way: well within those after which the process is ended


class Runner:
    """Leads the dialogues of one or more platforms on one desk.

    Everything that waits for a clock is done by `tick`, or in real time by `run`.
    """

    def __init__(
        self,
        desk: Desk,
        link: Link,
        terms: Terms,
        show: Show,
        *,
        platforms: Collection[str],
        locales: tuple[str, ...] = ("en",),
        dialogue: Dialogue = conversation,
    ) -> None:
        self.desk = desk
        self.link = link
        self.platforms = frozenset(platforms)
        self._kit = Kit(desk, link, Interpreter(dialogue, terms, locales), show, Outage(desk.clock))
        self._chats: WeakValueDictionary[Identity, Chat] = WeakValueDictionary()
        self._starting = asyncio.Lock()
        self._started = False
        self._resuming = asyncio.Lock()
        self._closing = False
        self._duties = tuple(
            Duty(timedelta(seconds=seconds), work, desk.clock)
            for seconds, work in (
                (1, self._try_again),
                (1, self._recover),
                (2, self._ring),
                (2, self._tell_news),
                (5, self._note_what_was_shown),
                (3600, self._prune),
            )
        )

    async def handle(
        self,
        platform: str,
        external_id: str,
        locale: str,
        event: Event,
        event_id: str,
        name: str = "",
        visit: Visit | None = None,
    ) -> None:
        """Keep an event and take the step: it is safe, and may be acknowledged, when this returns.

        `event_id` is the event's own on its platform for ever: what comes twice is dropped. StoreAway means that
        nothing was kept: the person is told so, and has their text.
        """
        if self._closing:
            raise StoreAway(reason="closing")
        async with self._resuming:  # what nobody has seen yet is on its way to the screen before anything new is done
            await self._take_up()
        delivery = Delivery((Arrival(event_id, event),), locale, name, visit=visit)
        await self._chat(Identity(platform, external_id)).deliver(delivery)

    async def keep(self, platform: str, external_id: str, event: Event, event_id: str) -> None:
        """Keep an event that `handle` is to get next: if this process ends before, the next one goes on from it."""
        if self._closing:
            raise StoreAway(reason="closing")
        who, arrival, now = Identity(platform, external_id), Arrival(event_id, event), self.desk.clock()
        await self.desk.run(lambda connection: inbox.keep(connection, who, [arrival], now))

    async def redraw(self, platform: str, external_id: str) -> None:
        """Show a person's current cards again; nothing for somebody unknown."""
        await self._chat(Identity(platform, external_id)).redraw()

    async def look(self, who: Identity) -> Outcome:
        """A person's page and their cards as they stand, shown to nobody; without a page for somebody unknown."""
        now = self.desk.clock()
        return await self.desk.run(lambda connection: self._kit.interpreter.redraw(connection, who, now))

    async def resume(self) -> None:
        """Go on where an earlier process stopped: requests leave, events are worked off, cards are shown."""
        async with self._resuming:
            now = self.desk.clock()
            await self.desk.run(lambda connection: recovery.announce_after_silence(connection, self.platforms, now))
            await self._take_up()
            for who in await self.desk.run(lambda connection: inbox.people_waiting(connection, self.platforms)):
                await self._chat(who).deliver(Delivery())
            for who in await self.desk.run(lambda connection: steps.unseen(connection, self.platforms)):
                await self._chat(who).redraw()

    async def settle(self, who: Identity | None = None) -> None:
        """Wait until nothing is under way for one person or for all, or only what the store's absence holds up."""
        while tasks := [task for task, whose in self._kit.tasks.items() if who is None or whose == who]:
            await asyncio.wait(tasks)

    async def tick(self) -> None:
        """Do all that is due by the clock."""
        for duty in self._duties:
            await duty.do_if_due()

    async def run(self) -> None:
        """Resume, and do all that is due until cancelled."""
        await self.resume()
        async with asyncio.TaskGroup() as group:
            for duty in self._duties:
                group.create_task(duty.keep_doing())

    async def close(self) -> None:
        """Take nothing more, finish what is under way, and leave; what can't be finished is in the desk."""
        self._closing = True
        try:
            async with asyncio.timeout(LEAVING):
                await self.settle()
        except TimeoutError:
            for task in (late := list(self._kit.tasks)):
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        with suppress(StoreAway):  # then the next process shows it once more
            await self._note_what_was_shown()

    def _chat(self, who: Identity) -> Chat:
        chat = self._chats.get(who)
        if chat is None:
            chat = self._chats[who] = Chat(who, self._kit)
        return chat

    async def _take_up(self) -> None:
        """Before anything new is asked, take up what an earlier process has left in the outbox."""
        async with self._starting:
            if self._started:
                return
            for who, asked in (await self.desk.run(lambda c: outbox.waiting(c, self.platforms))).items():
                self._chat(who).take_up(asked)
            self._started = True

    async def _try_again(self) -> None:
        chat = self._kit.outage.next_to_try()
        if chat is not None:
            chat.wake(trying=True)

    async def _recover(self) -> None:
        """After an outage: first the outboxes leave, then what people hold is held anew, a few of them at a time."""
        outage, now = self._kit.outage, self.desk.clock()
        if outage.lasts:
            return
        if (at := outage.over_since) is not None:
            await self.desk.run(lambda connection: recovery.announce(connection, self.platforms, at, now))
            outage.over_since = None
        if self._kit.backlog:
            return
        for who in await self.desk.run(lambda c: inbox.people_waiting(c, self.platforms, PORTION)):
            await self._chat(who).deliver(Delivery())

    async def _ring(self) -> None:
        if self._kit.outage.lasts:
            return  # time stands still for whoever can't send anything
        now = self.desk.clock()
        for who, about, since in await self.desk.run(lambda c: steps.due(c, self.platforms, now)):
            seed = f"{who.external_id} {about} {since.isoformat()}".encode()
            bell = Arrival(f"rang:{blake2b(seed, digest_size=16).hexdigest()}", Rang(about))
            await self._chat(who).deliver(Delivery((bell,)))

    async def _tell_news(self) -> None:
        outage = self._kit.outage
        if outage.lasts and not outage.may_try():
            return
        try:
            for platform in self.platforms:
                await self._tell_news_on(platform)
        except StoreAway as away:
            outage.go_on(away)
        else:
            self._kit.end_outage()

    async def _tell_news_on(self, platform: str) -> None:
        letters, news_ids = await mail.fetch(self.link, self.desk, platform)
        for who, arrivals in letters.items():
            await self._chat(who).deliver(Delivery(arrivals))
        if news_ids:
            await mail.acknowledge(self.link, news_ids)

    async def _note_what_was_shown(self) -> None:
        seen, self._kit.seen = self._kit.seen, {}
        if seen:
            await self.desk.run(lambda connection: steps.mark_shown(connection, seen.items()))

    async def _prune(self) -> None:
        now = self.desk.clock()
        await self.desk.run(lambda connection: inbox.prune(connection, now - KEEP, now - KEEP_FAILED))
