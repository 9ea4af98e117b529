"""Nobody's search grows with what they did before, however that lies in the index."""

import sqlite3
from collections.abc import Callable, Collection
from random import Random

import pytest

from core.domain.task import Kind
from core.service import exhaustion, search
from core.store.transaction import Transaction
from tests.fakes.grove import Grove
from tests.fakes.openings import plant_openings

KIND = Kind.LABEL_INITIAL_PROMPT
LAYOUTS: dict[str, Callable[[int], Collection[int]]] = {
    "at the end": lambda n: range(n - n // 10, n),
    "at the beginning": lambda n: range(n // 10),
    "in the middle": lambda n: range(n // 2, n // 2 + n // 10),
    "every tenth": lambda n: range(0, n, 10),
    "by chance": lambda n: frozenset(Random(1).sample(range(n), n // 10)),
}


def _seek(tx: Transaction, person_id: str, lang: str = "en") -> list[tuple[str, str]]:
    return search.seek(tx, person_id, KIND, lang, exhaustion.BEGINNING)


async def _effort(grove: Grove, person_id: str, lang: str) -> int:
    """What the hardest of many searches took, in hundreds of steps of SQLite's own machine; each finds something."""

    def work(tx: Transaction) -> int:
        driver = tx.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        steps: list[None] = []
        driver.set_progress_handler(lambda: steps.append(None), 100)
        hardest = 0
        try:
            for _ in range(40):
                steps.clear()
                assert _seek(tx, person_id, lang)
                hardest = max(hardest, len(steps))
        finally:
            driver.set_progress_handler(None, 0)
        return hardest

    return await grove.store.run(work)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_who_has_touched_nine_tenths_searches_no_longer_among_ten_times_as_many(
    sqlite_grove: Grove, layout: str
) -> None:
    grove = sqlite_grove
    ben = await grove.join("ben")
    efforts = []
    for lang, number in (("en", 400), ("de", 4000)):
        await plant_openings(grove, number, KIND, untouched=LAYOUTS[layout](number), by=ben.id, lang=lang)
        efforts.append(await _effort(grove, ben.id, lang))
    assert efforts[1] <= 1.5 * efforts[0] + 5


async def test_seeking_finds_all_that_is_open_in_time_and_nothing_that_is_touched_or_held(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    for n in range(6):
        await grove.write(ada, Kind.INITIAL_PROMPT, f"Question {n}?")
    found = {one for _ in range(60) for one in await grove.store.run(_seek, ben.id)}
    assert len(found) == 6
    assert await grove.store.run(_seek, ada.id) == []
    held = await grove.take(ben, KIND)
    later = {one for _ in range(60) for one in await grove.store.run(_seek, ben.id)}
    assert later == found - {(held.tree_id, held.message_id)}


@pytest.mark.parametrize("number", [1, 5, 63, 64, 65, 200])
async def test_the_last_that_is_left_is_found_wherever_it_lies(grove: Grove, number: int) -> None:
    ben = await grove.join("ben")
    await plant_openings(grove, number, KIND, untouched=[number // 2], by=ben.id)
    for _ in range(5):
        assert len(await grove.store.run(_seek, ben.id)) == 1


async def test_where_something_was_not_found_only_what_opened_later_is_looked_through(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    ben = await grove.join("ben")
    await plant_openings(grove, 500, KIND, untouched=[], by=ben.id)
    grove.clock.advance(minutes=5)
    await grove.shortage(ben, KIND)
    assert await grove.store.run(exhaustion.horizon, ben.id, KIND, "en") is None
    await grove.write(await grove.join("cleo"), Kind.INITIAL_PROMPT, "Why?")
    since = await grove.store.run(exhaustion.horizon, ben.id, KIND, "en")
    assert since is not None
    assert since > exhaustion.BEGINNING
    await grove.take(ben, KIND)
