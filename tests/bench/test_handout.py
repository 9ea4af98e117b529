"""Hand-out and answers stay flat as the store grows, and keep near the raw cost of their rows."""

from pathlib import Path
from random import Random

import pytest

from core.store.store import Store
from tests.bench.grounds import KINDS, Grounds
from tests.bench.handout import AT_MOST, SIZES, TASKS, Bench, benches, ratios, section, take_turns, throughput
from tests.bench.stores import policy


async def test_a_store_is_held_against_the_smallest_one(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path / 'trees.db'}", policy({}), durable=False)
    small, large = (Bench(size, str(store.database.url), store, [], Random(1)) for size in (10, 1000))
    small.take, small.submit, small.processor = [0.001, 0.002, 0.009], [0.001] * 3, 0.003
    large.take, large.submit, large.processor = [0.003] * 3, [0.002, 0.0014, 0.001], 0.006
    await store.close()
    found = section({"sqlite": [small, large]})
    assert [(one.found, one.holds) for one in found.targets] == [("1.50", True), ("1.40", True)]
    assert found.rows[1] == ("sqlite, 1,000 trees", "3.00 (1.50)", "1.40 (1.40)", "2.00 (2.00)", "0")


@pytest.mark.bench
@pytest.mark.parametrize("kind", KINDS)
async def test_hand_out_stays_flat(kind: str) -> None:
    with Grounds() as grounds:
        async with benches(grounds, kind, SIZES) as opened:
            await take_turns(opened, TASKS)
    assert max(ratios(opened)[-1]) <= AT_MOST


@pytest.mark.bench
async def test_hand_out_stays_near_the_raw_cost() -> None:
    with Grounds() as grounds:
        async with benches(grounds, "sqlite", SIZES[:1]) as (bench,):
            found = await throughput(bench, TASKS)
    assert found.together >= 250
    assert found.alone >= 0.2 * found.bare  # the same rows in the same number of commits
