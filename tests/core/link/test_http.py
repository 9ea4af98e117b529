"""What is particular to the carrier over HTTP; what all carriers keep is in tests/contract."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer, unused_port
from pydantic import SecretStr
from sqlalchemy import func, select

from core.domain.errors import MessageUnknown, NotAPerson, NotTrusted, StoreAway
from core.link.condition import Condition
from core.link.http import ATTEMPTS, HttpLink, StoreBroke, StoreUnusable
from core.link.requests import FetchNews, Join, OpenCases, ShowThread
from core.store.tables import person
from tests.fakes.api import serve
from tests.fakes.grove import Grove
from tests.fakes.groves import copied_sqlite, sqlite_grove

__all__ = ["copied_sqlite", "sqlite_grove"]

JOIN = Join("test", "ada", "Ada")
NEWS = FetchNews("test")


@asynccontextmanager
async def linked(url: str, key: str = "key", timeout: float = 5.0) -> AsyncIterator[HttpLink]:
    """A link to an address."""
    link = HttpLink(url, SecretStr(key), timeout=ClientTimeout(total=timeout))
    try:
        yield link
    finally:
        await link.close()


class Trouble:
    """A server, or a proxy before one, that meets calls as a list says: a status, or what to do with the request."""

    def __init__(self, *ways: int | Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
        self.ways = list(ways)
        self.keys: list[str | None] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Meet one call."""
        self.keys.append(request.headers.get("Idempotency-Key"))
        way = self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]
        return web.Response(status=way) if isinstance(way, int) else await way(request)

    @asynccontextmanager
    async def link(self, timeout: float = 5.0) -> AsyncIterator[HttpLink]:
        """A link to it."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.answer)
        async with TestServer(app) as server, linked(str(server.make_url("")), timeout=timeout) as link:
            yield link


async def no_news(_: web.Request) -> web.StreamResponse:
    return web.json_response([])


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def dawdle(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(1)
    return web.json_response([])


async def test_what_was_lost_on_the_way_is_sent_again() -> None:
    trouble = Trouble(hang_up, 502, no_news)
    async with trouble.link() as link:
        assert await link.send(NEWS) == ()
        assert link.condition is Condition.UP


async def test_an_act_is_sent_again_under_its_key() -> None:
    trouble = Trouble(hang_up)
    async with trouble.link() as link:
        with pytest.raises(StoreAway):
            await link.send(JOIN, "the key")
    assert trouble.keys == ["the%20key"] * ATTEMPTS


async def test_an_answer_that_got_lost_is_no_second_effect(sqlite_grove: Grove) -> None:
    async with serve(sqlite_grove.store) as api:
        lost = 1

        async def forward(request: web.Request) -> web.StreamResponse:
            nonlocal lost
            answer = await api.post(request.path.removeprefix("/api/v1"), await request.json(), key="bot",
                                    headers={"Idempotency-Key": request.headers["Idempotency-Key"]})  # fmt: skip
            lost, gone = lost - 1, lost > 0
            return await hang_up(request) if gone else web.json_response(answer.body)

        async with Trouble(forward).link() as link:
            assert (await link.send(JOIN, "join")).name == "Ada"
    assert await sqlite_grove.scalar(select(func.count()).select_from(person)) == 1


@pytest.mark.parametrize("status", [200, 302, 403, 404, 429, 502, 503, 504])
async def test_whoever_answers_as_no_store_does_is_away(status: int) -> None:
    async with Trouble(status).link() as link:
        with pytest.raises((StoreAway, StoreBroke)):
            await link.send(NEWS)


async def test_nobody_there_is_away_and_comes_back(sqlite_grove: Grove) -> None:
    async with linked(f"http://127.0.0.1:{unused_port()}") as link:
        with pytest.raises(StoreAway) as away:
            await link.send(NEWS)
        assert away.value.arguments == {"reason": "away"}
        assert link.condition is Condition.AWAY


async def test_a_store_that_takes_too_long_is_away() -> None:
    async with Trouble(dawdle).link(timeout=0.05) as link:
        with pytest.raises(StoreAway):
            await link.send(NEWS)


async def test_a_slow_answer_is_an_answer_and_noted() -> None:
    moments = iter([0.0, 1.5, 2.0, 2.1])
    async with Trouble(no_news).link() as link:
        link._timer = lambda: next(moments)
        found = []
        for _ in range(2):
            await link.send(NEWS)
            found.append(link.condition)
        assert found == [Condition.SLOW, Condition.UP]


async def test_a_no_is_a_word_of_a_store_that_is_there() -> None:
    async def no(_: web.Request) -> web.StreamResponse:
        return web.json_response({"error_code": 4002, "refusal": "not-a-person"}, status=404)

    async with Trouble(*(502,) * ATTEMPTS, no).link() as link:
        with pytest.raises(StoreAway):
            await link.send(NEWS)
        with pytest.raises(NotAPerson):
            await link.send(NEWS)
        assert link.condition is Condition.UP


async def test_a_wrong_key_is_told_apart(sqlite_grove: Grove) -> None:
    async with serve(sqlite_grove.store) as api, linked(api.url, "f" * 64) as link:
        with pytest.raises(StoreAway) as away:
            await link.send(JOIN, "join")
        assert away.value.arguments == {"reason": "key"}
        with pytest.raises(StoreUnusable, match="does not accept our key: set ARBORETUM_STORE_KEY"):
            await link.check()


async def test_a_key_that_may_only_look_is_no_key_for_a_bot(sqlite_grove: Grove) -> None:
    async with serve(sqlite_grove.store) as api, linked(api.url, api.keys["read-only"]) as link:
        with pytest.raises(StoreUnusable, match="lets our key look, but not work: set ARBORETUM_STORE_KEY to one with"):
            await link.check()


async def test_a_key_that_is_not_trusted_is_told_apart_from_a_wrong_one(sqlite_grove: Grove) -> None:
    async with serve(sqlite_grove.store) as api:
        for key, reason in ((api.keys["bot"], NotTrusted), (api.keys["read-only"], StoreAway), ("f" * 64, StoreAway)):
            async with linked(api.url, key) as link:
                with pytest.raises(reason):
                    await link.send(OpenCases())
        async with linked(api.url, api.keys["trusted"]) as link:
            assert await link.send(OpenCases()) == ()


async def test_an_address_may_name_the_server_or_its_base(sqlite_grove: Grove) -> None:
    async with serve(sqlite_grove.store) as api:
        for url in (api.url, f"{api.url}/", api.url.removesuffix("/api/v1")):
            async with linked(url, api.keys["bot"]) as link:
                await link.check()
                assert (await link.send(JOIN, "join")).name == "Ada"


async def test_another_program_at_the_address_is_no_store() -> None:
    async with Trouble(404).link() as link:
        with pytest.raises(StoreUnusable, match="There is no tree store at"):
            await link.check()


async def test_what_opens_a_proxy_is_not_told() -> None:
    async with Trouble(404).link() as link:
        link._base = link._base.replace("://", "://ada:geheim@")
        with pytest.raises(StoreUnusable, match="There is no tree store at http://127") as told:
            await link.check()
    assert "geheim" not in str(told.value)


async def test_a_store_that_is_away_at_the_check_may_come_later() -> None:
    async with linked(f"http://127.0.0.1:{unused_port()}") as link:
        await link.check()
        assert link.condition is Condition.AWAY


async def test_a_mistake_of_the_store_is_no_absence() -> None:
    async def broken(_: web.Request) -> web.StreamResponse:
        return web.json_response({"error_code": 0, "message": "INTERNAL_SERVER_ERROR"}, status=500)

    async with Trouble(broken).link() as link:
        with pytest.raises(StoreBroke, match="500"):
            await link.send(NEWS)


async def test_what_can_not_be_an_id_is_not_sent() -> None:
    async with linked(f"http://127.0.0.1:{unused_port()}") as link:
        with pytest.raises(MessageUnknown):
            await link.send(ShowThread("00000000-0000-0000-0000-000000000000", "../../admin"))


async def test_the_key_stands_in_no_log_and_in_no_representation(
    sqlite_grove: Grove, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serve(sqlite_grove.store) as api, linked(api.url, api.keys["bot"]) as link:
        await link.send(JOIN, "join")
        assert api.keys["bot"] not in repr(vars(link)["_key"])
    shown = capsys.readouterr()
    assert api.keys["bot"] not in shown.out + shown.err
