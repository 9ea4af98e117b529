"""Hand-out and answers stay flat as the store grows, and keep near the raw cost of their rows."""

from statistics import median

import pytest

from tests.bench.handout import SIZES, TASKS, measure


@pytest.mark.bench
async def test_hand_out_stays_flat_and_near_the_raw_cost() -> None:
    found = await measure(SIZES, TASKS)
    first, *_, last = found.benches
    for times, base in ((last.take, first.take), (last.submit, first.submit)):
        assert median(times.processor) <= 1.5 * median(base.processor)
    assert found.together >= 250
    assert found.alone >= 0.2 * found.bare  # the same rows in the same number of commits
