"""Communities on a desk, a scripted store, walls, and a keeper whose clock the test moves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from bots.community.keeper import Keeper
from bots.community.moderating import Moderates, everywhere
from bots.desk import communities, obstacles
from bots.desk.desk import Desk
from bots.desk.obstacles import Obstacle
from bots.dialogue.community import Community
from bots.text.locale import Texts
from core.domain.case import Case, Complaint, Decision
from core.domain.errors import MessageUnknown, Refusal, TaskRequestInvalid
from core.link.requests import CasesOf, OpenCases, Request, Wants
from tests.fakes.clock import Clock
from tests.fakes.link import Link
from tests.fakes.pinboard import Pinboard

PLATFORM = "test"
FOREST = Community("7", "Forest", board_channel="71", moderators_channel="72")


class Grounds:
    """`wanted` and `cases` are what the store knows; `link.sent` what it was asked."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk = desk
        self.clock = clock
        self.link = Link(self._answer)
        self.pinboard = Pinboard()
        self.wanted: dict[str, dict[str, int]] = {"de": {"initial_prompt": 5}}
        self.cases: dict[str, Case] = {}
        self.refusal: Refusal | None = None
        self.restart()

    def restart(self, moderates: Moderates = everywhere) -> None:
        """Another process takes over."""
        self.keeper = Keeper(PLATFORM, self.desk, self.link, Texts(), self.pinboard, moderates)

    async def set_up(self, *set_up: Community) -> None:
        """Somebody sets communities up."""

        def work(connection: Connection) -> None:
            for one in set_up:
                communities.save(connection, PLATFORM, one, self.clock.now())

        await self.desk.run(work)

    async def pass_time(self, **time: float) -> None:
        """Time passes in steps of ten seconds, and everything that is due is done."""
        end = self.clock.now() + timedelta(**time)
        while self.clock.now() < end:
            self.clock.advance(10)
            await self.keeper.tick()

    async def obstacles(self, community_id: str = "7") -> Mapping[str, Obstacle]:
        """What is known to stand in the way."""
        return await self.desk.run(lambda c: obstacles.of(c, PLATFORM, community_id))

    def report(self, message_id: str, lang: str = "de", times: int = 1) -> None:
        """Somebody reports a message."""
        complaints = (Complaint("", {}, self.clock.now()),) * times
        self.cases[message_id] = Case(
            message_id=message_id,
            tree_id="tree",
            author_id="author",
            role="prompter",
            lang=lang,
            text=f"Text {message_id}",
            deleted=False,
            red_flags=times,
            raised_at=self.clock.now(),
            settled=False,
            complaints=complaints,
            author="Ada",
        )

    def decide(self, message_id: str, action: str = "remove") -> None:
        """A moderator decides."""
        self.cases[message_id] = replace(
            self.cases[message_id],
            deleted=action == "remove",
            red_flags=0,
            settled=True,
            decision=Decision(action, "Mo", self.clock.now()),
        )

    def asked(self, kind: type[Request[Any]]) -> list[Request[Any]]:
        """What the store was asked, of one kind."""
        return [request for _, request in self.link.sent if isinstance(request, kind)]

    def _answer(self, request: Request[Any]) -> Any:
        if self.refusal is not None:
            raise self.refusal
        match request:
            case Wants(langs):
                if "nonsense!" in langs:
                    raise TaskRequestInvalid(lang="nonsense!")
                return {lang: kinds for lang, kinds in self.wanted.items() if not langs or lang in langs}
            case OpenCases(limit):
                return tuple(case for case in self.cases.values() if not case.settled)[:limit]
            case CasesOf(message_ids):
                return tuple(self.cases[id] for id in message_ids if id in self.cases)
        raise MessageUnknown
