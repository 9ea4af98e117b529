"""What is measured of exports is what `arboretum export` does."""

from itertools import product

import pytest

from tests.bench.export import TAKEN, TOLD, Case, Export, export, exports, section
from tests.bench.grounds import KINDS, Grounds
from tests.bench.report import Plan


async def test_the_command_is_run_and_watched(copied_sqlite: str) -> None:
    run = await export(copied_sqlite, *TOLD)
    assert run.written == 0
    assert 20 < run.megabytes < 200
    assert 0 < run.processor < 2 * run.seconds


def test_figures_stand_beside_their_targets() -> None:
    found = {
        Case(database, taken, trees): [Export(trees / 60, 1.0, 100 + trees / 20, 1.5)]
        for database, taken, trees in product(KINDS, TAKEN, (60, 600))
    }
    told = section(found, (60, 600))
    assert [row[1:4] for row in told.rows[:2]] == [("60", "1.0", "1.0"), ("600", "10.0", "1.0")]
    assert [row[5] for row in told.rows[:2]] == ["1.00", "1.26"]
    assert [(one.found, one.holds) for one in told.targets] == [("10.0", True), ("130", True), ("1.26", True)] * 2


@pytest.mark.bench
async def test_exports_are_measured_at_two_sizes_on_both_databases() -> None:
    with Grounds() as grounds:
        (told,) = await exports(Plan(grounds, (660,), 1, True, print))
    assert {len(row) for row in told.rows} == {len(told.columns)}
    assert len(told.rows) == 2 * len(TAKEN) * len(KINDS)
