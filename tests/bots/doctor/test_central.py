from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bots.doctor.central import _judge_way, look_at_central_store
from bots.doctor.finding import Finding, Level
from core.settings import load_settings
from tests.fakes.api import Api, serve
from tests.fakes.grove import Grove

pytestmark = pytest.mark.usefixtures("nothing_set")

KEY = "a-key-that-is-geheim"


@pytest.fixture
async def api(sqlite_grove: Grove) -> AsyncIterator[Api]:
    """A central store on loopback."""
    async with serve(sqlite_grove.store) as api:
        yield api


async def look(url: str | None, key: str | None = KEY) -> Finding:
    found = await look_at_central_store(load_settings(store_url=url, store_key=key))
    assert found is not None
    assert KEY not in str(found)
    return found


async def test_a_store_that_answers_and_accepts_the_key_is_well(api: Api) -> None:
    found = await look(api.url, api.keys["bot"])
    assert found.level is Level.OK
    assert api.keys["bot"] not in str(found)


async def test_where_none_is_set_there_is_nothing_to_look_at() -> None:
    assert await look_at_central_store(load_settings()) is None


async def test_an_address_without_a_key_is_broken(api: Api) -> None:
    found = await look(api.url, None)
    assert (found.level, found.sentence) == (Level.FAIL, "ARBORETUM_STORE_KEY is not set.")


async def test_a_key_that_the_store_does_not_know_is_broken(api: Api) -> None:
    found = await look(api.url)
    assert found.level is Level.FAIL
    assert "does not accept our key" in found.advice


async def test_a_store_that_can_not_be_reached_is_broken() -> None:
    url = f"http://127.0.0.1:{unused_port()}"
    found = await look(url)
    assert (found.level, found.sentence) == (Level.FAIL, f"{url} can't be reached.")


async def test_what_opens_a_proxy_before_it_is_not_told(api: Api) -> None:
    for url in (api.url, f"http://127.0.0.1:{unused_port()}"):
        found = await look(url.replace("://", "://ada:geheim@"), api.keys["bot"])
        assert found.sentence.startswith(url)


async def test_another_program_at_the_address_is_broken() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"hello": "world"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server:
        found = await look(str(server.make_url("")))
    assert found.level is Level.FAIL
    assert "There is no tree store" in found.advice


@pytest.mark.parametrize(
    ("url", "level"),
    [
        ("https://trees.example.org", Level.OK),
        ("http://localhost:8080", Level.OK),
        ("http://127.0.0.1:8080", Level.OK),
        ("http://[::1]:8080", Level.OK),
        ("http://10.0.0.7:8080", Level.WARN),
        ("http://trees.example.org", Level.WARN),
    ],
)
def test_a_key_that_travels_unencrypted_is_doubtful(url: str, level: Level) -> None:
    assert _judge_way(url).level is level
