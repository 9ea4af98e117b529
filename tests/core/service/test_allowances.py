import pytest
from sqlalchemy import func, select

from core.service import allowances, janitor
from core.service.allowances import Limit
from core.store.tables import allowance
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove

TWICE = Limit("test_twice", 2, 60)


async def test_a_window_opens_with_the_first_request_and_says_when_it_closes(grove: Grove, clock: Clock) -> None:
    async def use() -> int:
        return await grove.store.run(allowances.use, TWICE, "ada")

    assert [await use(), await use()] == [0, 0]
    clock.advance(seconds=20.5)
    assert await use() == 40
    clock.advance(seconds=39.5)
    assert await use() == 0


async def test_each_has_an_allowance_of_their_own(grove: Grove) -> None:
    for who in ("ada", "ben", "ada", "ben"):
        assert await grove.store.run(allowances.use, TWICE, who) == 0


@pytest.mark.parametrize("other", ["testXtwice", "test_twice_more"])
async def test_who_has_used_it_up_is_counted_while_the_window_is_open(grove: Grove, clock: Clock, other: str) -> None:
    for limit, who in ((TWICE, "ada"), (TWICE, "ben"), (Limit(other, 2, 60), "eve")):
        for _ in range(2 if who == "ben" else 3):
            await grove.store.run(allowances.use, limit, who)
    assert await grove.store.read(allowances.used_up, TWICE) == 1
    clock.advance(seconds=60)
    assert await grove.store.read(allowances.used_up, TWICE) == 0


async def test_the_janitor_forgets_windows_that_are_over(grove: Grove, clock: Clock) -> None:
    await grove.store.run(allowances.use, TWICE, "ada")
    clock.advance(minutes=50)
    await grove.store.run(allowances.use, TWICE, "ben")
    clock.advance(minutes=11)
    await janitor.clean(grove.store, "one")
    assert await grove.scalar(select(func.count()).select_from(allowance)) == 1
