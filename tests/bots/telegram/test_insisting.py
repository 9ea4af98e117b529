import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut

from bots.telegram import insisting
from bots.telegram.insisting import insist, passes


class Way:
    """A way to Telegram that breaks a few times."""

    def __init__(self, breaks: int, error: Exception | None = None) -> None:
        self.tries = 0
        self._breaks = breaks
        self._error = error or NetworkError("no route")

    async def go(self) -> int:
        self.tries += 1
        if self.tries <= self._breaks:
            raise self._error
        return self.tries


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insisting, "PAUSES", (0.0, 0.0))


@pytest.mark.parametrize("breaks", [0, 1, 2])
async def test_a_way_that_breaks_for_a_moment_is_tried_again(breaks: int) -> None:
    assert await insist(Way(breaks).go) == breaks + 1


async def test_what_breaks_three_times_is_raised() -> None:
    with pytest.raises(TimedOut):
        await insist(Way(3, TimedOut()).go)


@pytest.mark.parametrize("error", [BadRequest("no"), Forbidden("blocked"), LookupError()])
async def test_what_was_refused_is_not_tried_again(error: Exception) -> None:
    way = Way(1, error)
    with pytest.raises(type(error)):
        await insist(way.go)
    assert way.tries == 1


def test_what_telegram_refuses_never_passes_and_what_breaks_does() -> None:
    assert all(map(passes, (TimedOut(), NetworkError("x"))))
    assert not any(map(passes, (BadRequest("x"), TelegramError("x"), KeyError())))
