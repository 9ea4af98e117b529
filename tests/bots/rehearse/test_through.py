"""Rehearsals through a platform's front end."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from discord import HTTPException
from discord.http import Route

from bots.desk.desk import Desk
from bots.dialogue.events import Event
from bots.dialogue.move import Terms
from bots.rehearse import through
from bots.rehearse.clock import SimulatedClock
from bots.rehearse.crowd import Crowd
from bots.rehearse.dataset import read_dataset
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.policies import for_dataset
from bots.rehearse.rehearsal import Plan
from bots.rehearse.stage import Script, rehearse
from bots.rehearse.temper import Temper
from bots.rehearse.through import Backstage, NotHere, opening
from bots.rehearse.volunteer import Volunteer
from core.domain.policy import Policy
from tests.bots.rehearse.datasets import ORCHARD, TWINS, write_dataset
from tests.fakes.grove import Grove
from tests.venues.discord.venue import Square

QUICK = Policy(goal_size=4, max_depth=2, reviews_prompt=1, reviews_reply=1, rankings=1, max_active_trees=4)


def script(folder: Path, plan: Plan, policy: Policy = QUICK, **given: Any) -> Script:
    urls = (f"sqlite:///{folder / 'trees.db'}", f"sqlite:///{folder / 'desk.db'}")
    return Script(plan, policy, *urls, through="discord", **given)


async def test_a_dataset_grows_again_on_discord_as_it_was(tmp_path: Path) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", ORCHARD, TWINS)))
    plan = Plan(people=12, languages=("en",), shares={Temper.CAREFUL: 1.0})
    given = {"dataset": dataset, "compare": True, "export": str(tmp_path / "export.jsonl")}
    result = await rehearse(script(tmp_path, plan, for_dataset(Policy(), dataset), **given))
    assert result.findings == []
    assert result.differences == []


async def test_a_community_grows_trees_on_discord(tmp_path: Path) -> None:
    result = await rehearse(script(tmp_path, Plan(people=12, tasks=60)))
    assert result.findings == []
    assert result.ledger.answers == 60


class Refusing:
    """A platform that takes nothing amiss, and complains in the end."""

    def __init__(self, backstage: Backstage) -> None:
        self.crowd = backstage.crowd
        self.count = 0
        self.rounds = 0

    @property
    def faults(self) -> Sequence[str]:
        return [f"{self.count > 0} and {self.rounds > 0}"]

    def arrive(self, person: Volunteer) -> str:
        return f"id-of-{person.name}"

    async def hear(self, person: Volunteer, event: Event) -> None:
        self.count += 1
        await self.crowd.runner.handle("discord", f"id-of-{person.name}", "en", event, f"{self.count}", person.name)
        await self.crowd.runner.settle()

    async def tell_time(self) -> None:
        self.rounds += 1


@asynccontextmanager
async def open_venue(backstage: Backstage) -> AsyncIterator[Refusing]:
    yield Refusing(backstage)


async def test_what_a_platform_would_refuse_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(through.VENUES, "discord", __name__)
    result = await rehearse(script(tmp_path, Plan(people=4, tasks=4)))
    assert [(one.subject, one.stored) for one in result.findings] == [("discord", "True and True")]
    assert not result.clean
    assert result.ledger.answers == 4


async def test_discord_refuses_what_its_description_does_not_know(
    desk: Desk, sqlite_grove: Grove, shared: Path
) -> None:
    crowd = Crowd(desk, sqlite_grove.link, Terms(), Improvisation(Random(1)), "discord", lambda: "one")
    async with opening("discord")(Backstage(crowd, SimulatedClock(), 1)) as venue:
        assert venue.faults == []
        assert isinstance(venue, Square)
        said = Route("POST", "/channels/{channel_id}/messages", channel_id=venue.square.id)
        with pytest.raises(HTTPException):
            await venue.front.screens.client.http.request(said, json={"contents": "Hello?"})
        assert "contents" in venue.faults[0]


def test_where_the_tests_are_not_installed_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(through.VENUES, "discord", "tests.venues.nowhere")
    with pytest.raises(NotHere, match="--through discord needs a source checkout"):
        opening("discord")
