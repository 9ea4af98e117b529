"""Rehearsals through the front end of Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from telegram.error import BadRequest

from bots.desk.desk import Desk
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
from bots.rehearse.through import Backstage, Venue, opening
from core.domain.policy import Policy
from tests.bots.rehearse.datasets import ORCHARD, TWINS, write_dataset
from tests.fakes.grove import Grove
from tests.venues.telegram import venue as real
from tests.venues.telegram.venue import Square

QUICK = Policy(goal_size=4, max_depth=2, reviews_prompt=1, reviews_reply=1, rankings=1, max_active_trees=4)
squares: list[Square] = []


@asynccontextmanager
async def open_venue(backstage: Backstage) -> AsyncIterator[Venue]:
    """The real one, remembered."""
    async with real.open_venue(backstage) as venue:
        assert isinstance(venue, Square)
        squares.append(venue)
        yield venue


def script(folder: Path, plan: Plan, policy: Policy = QUICK, **given: Any) -> Script:
    urls = (f"sqlite:///{folder / 'trees.db'}", f"sqlite:///{folder / 'desk.db'}")
    return Script(plan, policy, *urls, through="telegram", **given)


async def test_a_dataset_grows_again_on_telegram_as_it_was(tmp_path: Path) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", ORCHARD, TWINS)))
    plan = Plan(people=12, languages=("en",), shares={Temper.CAREFUL: 1.0})
    given = {"dataset": dataset, "compare": True, "export": str(tmp_path / "export.jsonl")}
    result = await rehearse(script(tmp_path, plan, for_dataset(Policy(), dataset), **given))
    assert result.findings == []
    assert result.differences == []


async def test_a_community_grows_trees_on_telegram_in_private_in_a_group_and_in_a_topic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(through.VENUES, "telegram", __name__)
    result = await rehearse(script(tmp_path, Plan(people=12, tasks=60)))
    assert result.findings == []
    assert result.ledger.answers == 60
    wrote = {one.bench for one in squares.pop().visitors.values() if one.wrote_there}
    assert len(wrote) == 2


async def test_telegram_refuses_what_its_description_does_not_know(
    desk: Desk, sqlite_grove: Grove, shared: Path
) -> None:
    crowd = Crowd(desk, sqlite_grove.link, Terms(), Improvisation(Random(1)), "telegram", lambda: "one")
    async with opening("telegram")(Backstage(crowd, SimulatedClock(), 1)) as venue:
        assert venue.faults == []
        assert isinstance(venue, Square)
        with pytest.raises(BadRequest):
            await venue.front.screens.bot.send_message(venue.group.id, "Hello?", api_kwargs={"contents": "Hello?"})
        assert "contents" in venue.faults[0]
