import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.domain.errors import StoreAway
from core.service import janitor, rounds, vitals
from core.service.rounds import tended
from tests.fakes.grove import Grove

LOOKS = 4000
PATIENCE = 30


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
    held: list[str] = []

    async def clean(_: object, holder: str) -> None:
        held.append(holder)
        if len(held) == 1:
            raise error

    async def went_on() -> bool:
        return len(held) > 1

    monkeypatch.setattr(janitor, "clean", clean)
    async with tended(sqlite_grove.store, pause=0.001):
        await until(went_on)
    assert len(set(held)) == 1
    told = capsys.readouterr().out
    assert told.count(event) == 1
    assert "her text" not in told


async def test_a_round_that_is_under_way_in_the_end_may_be_finished(
    sqlite_grove: Grove, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, finished = asyncio.Event(), []

    async def clean(*_: object) -> None:
        begun.set()
        await asyncio.sleep(0.01)
        finished.append(True)

    monkeypatch.setattr(janitor, "clean", clean)
    async with tended(sqlite_grove.store):
        await begun.wait()
    assert finished == [True]


async def test_a_round_that_takes_too_long_in_the_end_is_cut_off_even_if_it_takes_that_for_an_outage(
    sqlite_grove: Grove, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def clean(*_: object) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise StoreAway(reason="away") from None

    monkeypatch.setattr(janitor, "clean", clean)
    monkeypatch.setattr(rounds, "FINISH_SECONDS", 0.01)
    async with asyncio.timeout(PATIENCE):
        async with tended(sqlite_grove.store):
            await begun.wait()
    assert begun.is_set()
