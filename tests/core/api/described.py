"""A server in a thread of its own, for clients that know of no event loop."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from core.store.store import Store
from tests.fakes.api import Api, serve
from tests.fakes.grove import SMALL


class Server:
    """The store behind its server, with a small tree and a person who holds a task; `known` are their ids."""

    api: Api
    known: dict[str, str]
    _loop: asyncio.AbstractEventLoop
    _over: asyncio.Event

    def __init__(self, path: Path) -> None:
        self._url = f"sqlite:///{path}"
        self._ready = Event()

    async def _serve(self) -> None:
        store = await Store.open(self._url, SMALL, durable=False)
        try:
            async with serve(store) as self.api:
                self.known = await _seed(self.api)
                self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
                self._ready.set()
                await self._over.wait()
        finally:
            await store.close()
            self._ready.set()

    def run(self) -> None:
        """Serve until told to stop."""
        asyncio.run(self._serve())

    def wait(self) -> None:
        """Until it serves."""
        assert self._ready.wait(timeout=30)

    def stop(self) -> None:
        """Serve no more."""
        self._loop.call_soon_threadsafe(self._over.set)


@contextmanager
def served(path: Path) -> Iterator[Server]:
    """A server over a fresh file."""
    server = Server(path)
    thread = Thread(target=server.run)
    thread.start()
    try:
        server.wait()
        yield server
    finally:
        server.stop()
        thread.join()


async def _seed(api: Api) -> dict[str, str]:
    tree_id = await api.sprout("ada")
    answer = await api.task("ben", "assistant_reply")
    told = await api.say("ben", answer, "The Moon pulls.", "the text")
    held = await api.task("ben", "initial_prompt")
    user_id = (await api.get("/frontend_users/local/ben")).body["user_id"]
    people = dict.fromkeys(("person_id", "user_id", "subject_id"), user_id)
    texts = {"tree_id": tree_id, "message_id": told.body["receipt"]["message_id"], "frontend_message_id": "the text"}
    names = {"auth_method": "local", "username": "ben", "time_frame": "day", "name": "users_accepted_tos"}
    return people | texts | names | {"task_id": held["id"]}
