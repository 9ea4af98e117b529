"""Who has done nearly everything gets the next task as soon as others do."""

import pytest

from tests.bench.grounds import KINDS, Grounds
from tests.bench.veteran import AT_MOST, EVERYTHING, LAYOUTS, NEARLY, Veterans, measured, section


def test_who_has_done_nearly_everything_is_held_against_the_others_and_who_has_done_all_is_told() -> None:
    found = Veterans("sqlite", 1000, others=[0.001, 0.002, 0.003], first_empty=0.05)
    for layout in LAYOUTS:
        found.takes[layout] = [0.006, 0.003, 0.001]
    found.takes[EVERYTHING] = [0.007]
    told = section([found])
    assert told.rows == [("sqlite, 1,000 trees", "2.00", "3.00 (1.5)", "3.00 (1.5)", "7.00 (3.5)", "50.0")]
    assert [(one.found, one.holds) for one in told.targets] == [("1.5", True)]
    found.takes["nine tenths by chance"] = [0.007]
    assert [(one.found, one.holds) for one in section([found]).targets] == [("3.5", False)]


@pytest.mark.bench
@pytest.mark.parametrize("kind", KINDS)
async def test_nobody_waits_longer_for_what_they_have_done(kind: str) -> None:
    with Grounds() as grounds:
        (found,) = await measured(grounds, (6_600,), 60, [kind])
    assert max(map(found.ratio, NEARLY)) <= AT_MOST
