"""Nothing is put up that could not be written down."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.desk.desk import Desk
from bots.dialogue.community import Community
from core.domain.errors import StoreAway
from core.store.database import Result, Work
from tests.bots.community.keeping import FOREST, Grounds
from tests.fakes.clock import Clock


class FullDesk(Desk):
    """Counts transactions; of each round only so many can be done, if told to."""

    done = 0
    room: int | None = None

    async def run(self, work: Work[Result]) -> Result:
        if self.room is not None:
            if self.room == 0:
                raise StoreAway(reason="full")
            self.room -= 1
        self.done += 1
        return await super().run(work)


@pytest.fixture
async def full(tmp_path: Path, clock: Clock) -> AsyncIterator[FullDesk]:
    desk = await FullDesk.open(f"sqlite:///{tmp_path / 'desk.db'}", clock=clock.now, durable=False)
    assert isinstance(desk, FullDesk)
    yield desk
    await desk.close()


async def test_while_the_desk_cannot_write_nothing_is_put_up_again_and_again(
    full: FullDesk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    grounds = Grounds(full, clock)
    await grounds.set_up(FOREST)
    grounds.report("m1")
    for room in (1, 2, 1, 2):  # it reads, and once it can still write that something is about to be put up
        full.room = room
        await grounds.pass_time(minutes=1)
    assert grounds.pinboard.posts <= 2
    full.room = None
    await grounds.pass_time(minutes=2)
    assert (len(grounds.pinboard.in_channel("71")), len(grounds.pinboard.in_channel("72"))) == (1, 1)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("number", [3, 300])
async def test_a_quiet_round_costs_the_same_for_few_communities_and_for_many(
    full: FullDesk, clock: Clock, number: int
) -> None:
    grounds = Grounds(full, clock)
    cases = 4
    await grounds.set_up(*(Community(f"{n}", board_channel=f"{n}1", moderators_channel=f"{n}2") for n in range(number)))
    for case in range(cases):
        grounds.report(f"m{case}")
    await grounds.pass_time(minutes=2)
    assert grounds.pinboard.posts == number * (1 + cases)
    full.done, grounds.link.sent = 0, []
    await grounds.pass_time(minutes=1)
    assert full.done == 4  # one for the boards, three for the cases
    assert len(grounds.link.sent) == 4
