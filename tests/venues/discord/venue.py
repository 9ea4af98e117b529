"""A server of the fake Discord with the real bot at work in it, and a crowd that comes in."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from random import Random
from typing import Any

from structlog.testing import capture_logs

from bots.dialogue.community import Community, Place
from bots.dialogue.events import Event
from bots.discord.front import Front
from bots.discord.running import at_work, signed_in
from bots.rehearse.through import Backstage, Venue
from bots.rehearse.volunteer import Volunteer
from core.settings import Settings, load_settings
from tests.fakes.discord import FakeDiscord
from tests.venues.complaints import Complaints
from tests.venues.discord.stillness import Stillness
from tests.venues.discord.visitor import Visitor

PATIENCE = 60.0  # seconds: the simulated clock stands still while somebody acts
PLACES = (Place.PRIVATE, Place.THREAD, Place.DIRECT)
LOCALES = ("en-US", "de")


class Square:
    """The server with its square and its board, and everybody's client."""

    def __init__(self, fake: FakeDiscord, front: Front, seed: int) -> None:
        self.fake = fake
        self.front = front
        self.server = fake.guild()
        self.square, self.board, self.reports = (self.server.text(name) for name in ("square", "board", "reports"))
        self.moderators = self.server.role("moderators")
        self.complaints = Complaints("discord")
        self.logged: Sequence[Any] = ()
        self.visitors: dict[str, Visitor] = {}
        self._seed = seed
        client = front.screens.client
        self._stillness = Stillness(fake, client, front.home.runner)  # type: ignore[arg-type]

    @property
    def faults(self) -> Sequence[str]:
        """See Venue."""
        failed = [fault for visitor in self.visitors.values() for fault in visitor.faults]
        refused = [
            f"{method} {route} was answered by {status}, {number} times"
            for (method, route, status), number in self.fake.requests.counts.items()
            if status >= 400
        ]
        return [*self.fake.violations, *failed, *refused, *map(str, self.logged), *self.complaints.heard]

    def arrive(self, person: Volunteer) -> str:
        """See Venue: whoever moderates does it by a role; places and locales take turns, whatever is spoken."""
        chance = Random(f"{self._seed} {person.name} at Discord")
        number = len(self.visitors)
        roles = [self.moderators] if person.moderates else []
        human = self.fake.human(person.name, self.server, locale=LOCALES[number % len(LOCALES)], roles=roles)
        place = PLACES[number % len(PLACES)]
        visitor = Visitor(human, place, self.square, self.board, chance, self._stillness.come)
        self.visitors[person.name] = visitor
        return str(human.id)

    async def hear(self, person: Volunteer, event: Event) -> None:
        """See Venue."""
        await self.visitors[person.name].do(event)

    async def tell_time(self) -> None:
        """See Venue."""
        self.fake.advance()
        await self.front.keeper.tick()
        await self._stillness.come()

    async def settle_in(self) -> None:
        """The bot hears of the server, and the board is put up."""
        await self.fake.until(lambda: self.front.screens.client.get_guild(self.server.id))
        await self.front.reception.communities.save(
            Community(
                str(self.server.id),
                task_channel=str(self.square.id),
                board_channel=str(self.board.id),
                moderators_channel=str(self.reports.id),
                moderator_roles=(str(self.moderators.id),),
            )
        )
        await self.front.keeper.hurry()
        await self._stillness.come()


@asynccontextmanager
async def open_venue(backstage: Backstage) -> AsyncIterator[Venue]:
    """The fake, and the bot with the crowd's own desk and store."""
    async with FakeDiscord(backstage.clock, patience=PATIENCE) as fake:
        settings = _settings(fake)
        async with signed_in(settings) as client, at_work(client, settings, backstage.house) as front:
            client.hear()
            await fake.connected()
            square = Square(fake, front, backstage.seed)
            await square.settle_in()
            with square.complaints.listening(), capture_logs() as square.logged:
                yield square


def _settings(fake: FakeDiscord) -> Settings:
    return load_settings(
        discord_token=fake.token,
        discord_api_url=fake.api_url,
        discord_gateway_url=fake.gateway_url,
        discord_server="",
        discord_message_content=False,
        moderating_communities="",
        secret="a rehearsal's own secret",
    )
