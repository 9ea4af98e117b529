import aiohttp
import pytest

from bots.discord import insisting
from bots.discord.insisting import insist


class Way:
    """A way to Discord that breaks a few times."""

    def __init__(self, breaks: int, error: Exception | None = None) -> None:
        self.tries = 0
        self._breaks = breaks
        self._error = error or aiohttp.ServerDisconnectedError()

    async def go(self) -> None:
        self.tries += 1
        if self.tries <= self._breaks:
            raise self._error


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insisting, "PAUSES", (0.0, 0.0))


@pytest.mark.parametrize("breaks", [0, 1, 2])
async def test_a_way_that_breaks_for_a_moment_is_tried_again(breaks: int) -> None:
    way = Way(breaks)
    await insist(way.go)
    assert way.tries == breaks + 1


async def test_what_breaks_three_times_is_raised() -> None:
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await insist(Way(3).go)


async def test_what_was_refused_is_not_tried_again() -> None:
    way = Way(1, LookupError())
    with pytest.raises(LookupError):
        await insist(way.go)
    assert way.tries == 1
