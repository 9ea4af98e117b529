"""A store that was empty and on which people have worked for a while, so that each kind of task has become usual."""

from pathlib import Path

from aiohttp import ClientSession

from core.api.app import BASE
from core.store.store import Store
from tests.bench.crowd import Crowd
from tests.bench.stores import policy
from tests.fakes.api import serve

TASKS, PEOPLE = 1_000, 100


async def sow(path: Path, tasks: int = TASKS) -> None:
    """Let people do so many tasks in a new file."""
    store = await Store.open(f"sqlite:///{path}", policy({}), durable=False)
    try:
        async with serve(store, rate_limit=False) as api, ClientSession() as session:
            crowd = Crowd(api.keys["trusted"], PEOPLE, session)
            crowd.urls = [api.url.removesuffix(BASE)]
            for _ in range(tasks):
                await crowd.one_task()
            assert not crowd.met.errors, crowd.met.errors
    finally:
        await store.close()
