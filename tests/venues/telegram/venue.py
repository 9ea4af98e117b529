"""Groups of the fake Telegram with the real bot at work in it, and a crowd that follows its board's link."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping, Sequence
from contextlib import asynccontextmanager
from random import Random
from typing import Any

from structlog.testing import capture_logs

from bots.dialogue.community import Community
from bots.dialogue.events import Event
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.through import Backstage, Venue
from bots.rehearse.volunteer import Volunteer
from bots.telegram.front import Front
from bots.telegram.pace import Pace
from tests.bots.telegram.serving import serving
from tests.fakes.telegram import FakeTelegram
from tests.venues.complaints import Complaints
from tests.venues.telegram.stillness import Stillness
from tests.venues.telegram.visitor import Bench, Visitor

LOCALES = ("en", "de")
_EXPECTED = (
    "message is not modified",  # what we ask for rather than remember each message
    "terminated by other getupdates",  # the last poll, which confirms what is kept, ends the one before it
)
_QUIET = ("debug", "info")


class Square:
    """The group with its board, a forum with a topic for work, the moderators' chat, and everybody's client."""

    def __init__(self, fake: FakeTelegram, front: Front, seed: int, among_others: bool) -> None:
        self.fake = fake
        self.front = front
        self.group = fake.group("Square", "can_pin_messages")
        self.reports = fake.group("Reports")
        self.forum = fake.group("Forum", forum=True)
        self.topic = self.forum.topic("Work")
        self._benches = (None, Bench(self.group), Bench(self.forum, self.topic)) if among_others else (None,)
        self.complaints = Complaints("telegram")
        self.logged: Sequence[MutableMapping[str, Any]] = ()
        self.visitors: dict[str, Visitor] = {}
        self._seed = seed
        self._stillness = Stillness(fake, front)

    @property
    def faults(self) -> Sequence[str]:
        """See Venue."""
        failed = [fault for visitor in self.visitors.values() for fault in visitor.faults]
        refused = [
            f"{method} was refused {number} times: {sentence}"
            for (method, sentence), number in self.fake.requests.refusals.items()
            if not any(expected in sentence.lower() for expected in _EXPECTED)
        ]
        logged = [str(entry) for entry in self.logged if entry["log_level"] not in _QUIET]
        return [*self.fake.violations, *failed, *refused, *logged, *self.complaints.heard]

    def arrive(self, person: Volunteer) -> str:
        """See Venue: whoever moderates belongs to the moderators' chat; locales and places to write take turns."""
        chance, number = Random(f"{self._seed} {person.name} at Telegram"), len(self.visitors)
        groups = [self.group, self.forum, *([self.reports] if person.moderates else [])]
        human = self.fake.human(person.name, *groups, language=LOCALES[number % len(LOCALES)])
        bench = self._benches[number % len(self._benches)]
        self.visitors[person.name] = Visitor(human, self.group, bench, chance, self._stillness.come)
        return str(human.id)

    async def hear(self, person: Volunteer, event: Event) -> None:
        """See Venue."""
        await self.visitors[person.name].do(event)

    async def tell_time(self) -> None:
        """See Venue."""
        await self.front.keeper.tick()
        await self._stillness.come()

    async def settle_in(self) -> None:
        """The group is set up, and the board is put up."""
        groups = self.front.reception.groups
        board, reports = str(self.group.id), str(self.reports.id)
        await groups.save(Community(board, board_channel=board, moderators_channel=reports))
        await groups.save(Community(str(self.forum.id), task_channel=f"{self.forum.id}:{self.topic.id}"))
        await self.front.keeper.hurry()
        await self._stillness.come()


@asynccontextmanager
async def open_venue(backstage: Backstage) -> AsyncIterator[Venue]:
    """The fake, and the bot with the crowd's own desk and store; groups' limits count simulated minutes."""
    pace = Pace(lambda: backstage.clock().timestamp(), lambda seconds: asyncio.sleep(0))
    async with (
        FakeTelegram(backstage.clock) as fake,
        serving(fake, house=backstage.house, pace=pace, moderating_communities="") as front,
    ):
        improvised = isinstance(backstage.crowd.knowledge, Improvisation)  # a dataset grows again in private
        square = Square(fake, front, backstage.seed, improvised)
        await square.settle_in()
        with square.complaints.listening(), capture_logs() as square.logged:
            yield square
