import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.domain.errors import StoreAway
from core.service import janitor, vitals
from core.service.rounds import tended
from tests.fakes.grove import Grove

LOOKS = 4000


async def until(met: Callable[[], Awaitable[Any]]) -> None:
    for _ in range(LOOKS):
        if await met():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to pass")


async def test_a_store_is_cleaned_up_while_it_is_tended(grove: Grove) -> None:
    async with tended(grove.store):
        await until(lambda: grove.store.read(lambda tx: vitals.janitor_age(tx) is not None))
    assert await grove.store.read(vitals.janitor_age) == 0


@pytest.mark.parametrize(
    ("error", "event"), [(StoreAway(reason="busy"), "janitor_waits"), (ValueError("her text"), "janitor_failed")]
)
async def test_a_round_that_breaks_is_written_down_and_the_next_one_goes_on(
    sqlite_grove: Grove,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    event: str,
) -> None:
    rounds: list[str] = []

    async def clean(_: object, holder: str) -> None:
        rounds.append(holder)
        if len(rounds) == 1:
            raise error

    async def went_on() -> bool:
        return len(rounds) > 1

    monkeypatch.setattr(janitor, "clean", clean)
    async with tended(sqlite_grove.store, pause=0.001):
        await until(went_on)
    assert len(set(rounds)) == 1
    told = capsys.readouterr().out
    assert told.count(event) == 1
    assert "her text" not in told
