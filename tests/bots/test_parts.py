import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bots.desk.desk import Desk
from bots.parts import Running, run_store
from core.settings import Settings


async def metrics_of(settings: Settings) -> str:
    """What a store with these settings tells Prometheus."""
    told = asyncio.Queue[str]()
    running = Running(settings, asyncio.Event(), told.put_nowait)
    serving = asyncio.create_task(run_store(running))
    words: list[str] = []
    while not (addresses := [word for word in words if word.startswith("http")]):
        words += (await told.get()).replace(",", " ").split()
    (address,) = addresses
    async with ClientSession() as session, session.get(f"{address}/metrics") as response:
        text = await response.text()
    running.stop.set()
    await serving
    return text


@pytest.mark.parametrize("there", [True, False])
async def test_the_notebook_of_this_machines_bots_is_watched_where_there_is_one(tmp_path: Path, there: bool) -> None:
    settings = Settings(_env_file=None, home=tmp_path, listen="127.0.0.1:0")
    if there:
        await (await Desk.open(settings.desk_url)).close()
    text = await metrics_of(settings)
    assert ('desk_waiting{box="outbox"}' in text) is there
    assert (tmp_path / "desk.db").exists() is there


async def test_a_notebook_that_can_not_be_opened_holds_no_store_up(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, home=tmp_path, listen="127.0.0.1:0")
    (tmp_path / "desk.db").write_text("a letter, and no database: " + "x" * 4096)
    assert "desk_waiting" not in await metrics_of(settings)
