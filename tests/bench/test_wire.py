"""Over HTTP a store does several times what its ancestor did on the same kind of machine."""

import pytest

from tests.bench.wire import Setting, measure, tell

ANCESTOR = 18  # tasks per second at most, with one process on an empty store


@pytest.mark.bench
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_a_store_does_its_hundred_tasks_a_second(database: str) -> None:
    found = await measure(Setting(database))
    tell(found)
    assert not found.errors
    assert found.per_second >= 100 > 5 * ANCESTOR
