import asyncio
import socket

import pytest
from aiohttp import ClientConnectionError, ClientSession, web

from core.api import serving as module
from core.api.serving import CannotListen, serving


class Slow:
    """An application whose answer waits for a word."""

    def __init__(self) -> None:
        self.asked, self.word = asyncio.Event(), asyncio.Event()
        self.app = web.Application()
        self.app.router.add_get("/", self._answer)

    async def _answer(self, _: web.Request) -> web.Response:
        self.asked.set()
        await self.word.wait()
        return web.Response(text="done")


async def test_port_0_is_any_free_one_and_the_address_names_it() -> None:
    slow = Slow()
    slow.word.set()
    async with serving(slow.app, "127.0.0.1:0") as address, ClientSession() as session:
        assert not address.endswith(":0")
        async with session.get(address) as response:
            assert await response.text() == "done"


async def test_what_is_under_way_is_answered_and_nothing_more_is_accepted() -> None:
    slow = Slow()
    async with ClientSession() as session:
        running = serving(slow.app, "127.0.0.1:0")
        address = await running.__aenter__()
        asked = asyncio.create_task(session.get(address))
        await slow.asked.wait()
        leaving = asyncio.create_task(running.__aexit__(None, None, None))
        await asyncio.sleep(0)
        with pytest.raises(ClientConnectionError):
            await session.get(address)
        assert not leaving.done()
        slow.word.set()
        async with await asked as response:
            assert (response.status, await response.text()) == (200, "done")
        await leaving


async def test_a_connection_that_nothing_is_asked_on_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DRAIN_SECONDS", 3600.0)
    slow = Slow()
    slow.word.set()
    async with ClientSession() as session:
        async with serving(slow.app, "127.0.0.1:0") as address, session.get(address) as response:
            await response.read()
            silent = socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])))
        silent.close()


async def test_a_call_that_hangs_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DRAIN_SECONDS", 0.05)
    slow = Slow()
    async with ClientSession() as session:
        async with serving(slow.app, "127.0.0.1:0") as address:
            asked = asyncio.create_task(session.get(address))
            await slow.asked.wait()
        with pytest.raises(ClientConnectionError):
            await asked


async def test_a_taken_port_is_said_in_a_sentence() -> None:
    async with serving(web.Application(), "127.0.0.1:0") as address:
        listen = address.removeprefix("http://")
        with pytest.raises(CannotListen) as refused:
            async with serving(web.Application(), listen):
                pass
    assert str(refused.value) == (
        f"The store can't listen on {listen}: another program listens there; stop it, or choose another port."
    )


async def test_an_address_of_another_machine_is_said_in_a_sentence() -> None:
    with pytest.raises(CannotListen, match="this machine has no such address"):
        async with serving(web.Application(), "192.0.2.1:0"):
            pass
