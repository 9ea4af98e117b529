"""People get on through the dialogue at a fair share of what the disk allows."""

import pytest

from tests.bench.dialogue import AT_ONCE, SIZE, TASKS, Talk, measured, section
from tests.bench.grounds import Grounds


def test_the_share_is_what_a_raw_loop_needs_of_the_time() -> None:
    talk = Talk(at_once=8, tasks=100, processor=0.005, statements=60, commits=2.5, bare=1000)
    assert talk.share == 0.25
    assert section([talk], 660).rows == [("8 at once", "100", "0.25", "5.00", "60.0", "2.5", "1,000")]


@pytest.mark.bench
async def test_people_get_on_through_the_dialogue() -> None:
    with Grounds() as grounds:
        alone, *_, together = await measured(grounds, SIZE, TASKS, AT_ONCE)
    assert alone.tasks >= 25
    assert together.tasks >= 60
    assert together.commits < alone.commits
