"""Keeps a card for each report in the moderators' channels of all communities."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bots.community import notice
from bots.community.docket import NOTHING, Docket, fetch
from bots.community.moderating import Moderates, everywhere
from bots.community.pinboard import Wall
from bots.community.walls import Walls
from bots.desk import communities, notices, obstacles
from bots.desk.pinned import Pinned
from bots.dialogue.cards import Card
from bots.dialogue.community import Community
from core.domain.case import Case
from core.domain.errors import NotTrusted
from core.link.link import Link

NEW_A_MINUTE = 5  # cards in one channel: a flood of reports must neither hit a limit nor bury what was said there
MOST_OPEN = 25  # undecided cards in one channel; the others wait behind /mod queue until one is decided
MINUTE = timedelta(minutes=1)  # between two changes of a card that is not decided
HOUR = timedelta(hours=1)  # until a store is asked again that does not trust us
MORE = ""  # stands where a message is named: the card that says how many wait

log = structlog.get_logger()


@dataclass(frozen=True)
class _Scene:
    """What the desk knows when a round begins."""

    communities: tuple[Community, ...]
    notices: Mapping[str, Mapping[str, Pinned]]
    blocked: set[tuple[str, str]]


@dataclass
class Notices:
    """The case cards of one platform, as far as this process serves it."""

    walls: Walls
    link: Link
    moderates: Moderates = everywhere
    distrusted_at: datetime | None = None  # when the store would not tell us of cases
    _round: asyncio.Lock = field(default_factory=asyncio.Lock)
    _posted: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))  # by channel

    async def keep_notices(self) -> None:
        """See to every case once; StoreAway, and all is left as it is, where nothing is known of them."""
        async with self._round:
            scene = await self.walls.desk.run(self._look)
            served = [self._as_far_as_trusted(one) for one in scene.communities if self.walls.pinboard.serves(one.id)]
            shown = {subject for one in served for subject in scene.notices.get(one.id, {}) if subject != MORE}
            wanted = any(one.moderators_channel for one in served)
            docket = await self._docket(shown) if wanted else NOTHING
            if docket is not None and (wanted or shown):
                await self.walls.see_to(served, lambda community: self._keep(community, docket, scene))

    def _as_far_as_trusted(self, community: Community) -> Community:
        """Without a channel for reports where there may be none: what hangs there gets its last word."""
        return community if self.moderates(community.id) else replace(community, moderators_channel="")

    def _is_distrusted(self) -> bool:
        return self.distrusted_at is not None and self.walls.desk.clock() - self.distrusted_at < HOUR

    async def _docket(self, shown: Iterable[str]) -> Docket | None:
        """What the store tells; nothing for a while after it didn't trust us."""
        if self._is_distrusted():
            return None
        try:
            docket = await fetch(self.link, shown)
        except NotTrusted:
            if self.distrusted_at is None:
                log.error(
                    "reports_not_shown",
                    advice="channels for moderators need an ARBORETUM_STORE_KEY with the scope trusted",
                )
            self.distrusted_at = self.walls.desk.clock()
            return None
        self.distrusted_at = None
        return docket

    def _look(self, connection: Connection) -> _Scene:
        platform = self.walls.platform
        return _Scene(
            communities.every(connection, platform),
            notices.every(connection, platform),
            obstacles.standing(connection, platform, self.walls.desk.clock()),
        )

    async def _keep(self, community: Community, docket: Docket, scene: _Scene) -> None:
        wall = Wall(community.id, community.moderators_channel, community.locale)
        hanging = scene.notices.get(community.id, {})
        here = {subject: one for subject, one in hanging.items() if one.channel == wall.channel}
        for subject in hanging.keys() - here.keys():
            await self._move_out(wall, subject, hanging[subject])
        if wall.channel and (community.id, wall.channel) not in scene.blocked:
            await self._see_to(wall, docket, here, community.languages)

    async def _see_to(self, wall: Wall, docket: Docket, here: Mapping[str, Pinned], languages: tuple[str, ...]) -> None:
        """First what has changed, then what is new, then how much more there is; as far as the channel lets us."""
        for subject in here.keys() - {MORE}:
            if not await self._update(wall, subject, docket, here[subject]):
                return
        waiting = [one for one in docket.open if one.message_id not in here and _concerns(one, languages)]
        undecided = sum(docket.undecided(subject) for subject in here)
        room = min(self._room(wall.channel), MOST_OPEN - undecided)
        fresh = waiting[: max(0, room)]
        for case in fresh:
            if not await self._post(wall, case):
                return
        full = undecided + len(fresh) >= MOST_OPEN
        await self._count(wall, len(waiting) - len(fresh), here.get(MORE), full, docket.limited)

    async def _update(self, wall: Wall, subject: str, docket: Docket, before: Pinned) -> bool:
        """Change a card whose case has changed; one that is decided is let go of once it says so."""
        reads = bool(before.message) and docket.face(subject, wall.locale, self.walls.texts) == before.digest
        if not reads and (not docket.undecided(subject) or not before.message or self._rested(before)):
            return await self._pin(wall, subject, docket.card(subject), before)
        if reads and not docket.undecided(subject):
            await self._file_away(wall, subject)
        return True

    async def _post(self, wall: Wall, case: Case) -> bool:
        self._posted[wall.channel].append(self.walls.desk.clock())
        return await self._pin(wall, case.message_id, notice.card(case), None)

    async def _count(self, wall: Wall, rest: int, before: Pinned | None, full: bool, limited: bool) -> None:
        """How many wait without a card; those that get one within the next minute need no mention."""
        if before is None and not (rest > NEW_A_MINUTE or (rest and full)):
            return
        card = notice.more(rest, limited) if rest else notice.no_more()
        if before is None or not self.walls.reads(wall, card, before):
            if before is None or not rest or self._rested(before):
                await self._pin(wall, MORE, card, before)
        elif not rest:
            await self._file_away(wall, MORE)

    def _room(self, channel: str) -> int:
        """How many new cards a channel can bear now."""
        since = self.walls.desk.clock() - MINUTE
        self._posted[channel] = [at for at in self._posted[channel] if at > since]
        return NEW_A_MINUTE - len(self._posted[channel])

    def _rested(self, pinned: Pinned) -> bool:
        return self.walls.desk.clock() - pinned.at >= MINUTE

    async def _pin(self, wall: Wall, subject: str, card: Card, before: Pinned | None) -> bool:
        def keep(connection: Connection, pinned: Pinned) -> None:
            notices.post(connection, self.walls.platform, wall.community_id, subject, pinned)

        return await self.walls.pin(wall, card, keep, before)

    async def _move_out(self, wall: Wall, subject: str, hanging: Pinned) -> None:
        old = Wall(wall.community_id, hanging.channel, wall.locale)
        await self.walls.leave(old, notice.moved(), hanging)
        await self._file_away(wall, subject)

    async def _file_away(self, wall: Wall, subject: str) -> None:
        platform, community_id = self.walls.platform, wall.community_id
        await self.walls.desk.run(lambda c: notices.file_away(c, platform, community_id, subject))


def _concerns(case: Case, languages: Iterable[str]) -> bool:
    return not languages or case.lang in languages
