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
    address = next(word for word in (await told.get()).replace(",", " ").split() if word.startswith("http"))
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
