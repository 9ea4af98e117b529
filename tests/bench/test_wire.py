"""Over HTTP a store does several times what its ancestor did on the same kind of machine."""

from collections.abc import Iterator

import pytest

from tests.bench.grounds import Grounds
from tests.bench.wire import Setting, measure, tell

ANCESTOR = 18  # tasks per second at most, with one process on an empty store


@pytest.fixture(scope="module")
def grounds() -> Iterator[Grounds]:
    with Grounds() as found:
        yield found


@pytest.mark.bench
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_a_store_does_its_hundred_tasks_a_second(grounds: Grounds, database: str) -> None:
    found = await measure(Setting(database), grounds)
    tell(found)
    (met,) = found.stretches
    assert not met.errors
    assert met.per_second >= 100 > 5 * ANCESTOR
