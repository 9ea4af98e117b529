"""Updates that Telegram brings: from itself alone, and confirmed when they are kept."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot, Update

from bots.parts import Running
from bots.telegram.intake import Intake
from bots.telegram.running import Address, run_telegram
from bots.telegram.webhook import HEADER, PATH, add_webhook
from core.domain.errors import StoreAway
from core.settings import load_settings
from tests.fakes.telegram import FakeTelegram

SECRET = "knock-knock"
START = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 0,
        "text": "/start",
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "Ann"},
    },
}
Bring = Callable[..., Awaitable[ClientResponse]]


@asynccontextmanager
async def receiving(take: Callable[[Update], Awaitable[None]]) -> AsyncIterator[Bring]:
    """Our server, and how to bring it something as Telegram does."""
    app = web.Application()
    add_webhook(app, Bot("1:x"), Intake(take), SECRET)
    async with TestServer(app) as server, ClientSession() as session:

        async def bring(update: object = START, secret: str | None = SECRET) -> ClientResponse:
            headers = {} if secret is None else {HEADER: secret}
            body = update if isinstance(update, bytes | BytesIO) else json.dumps(update).encode()
            return await session.post(server.make_url(PATH), headers=headers, data=body)

        yield bring


async def ignore(update: Update) -> None:
    pass


async def test_an_update_is_confirmed_when_it_is_kept_and_not_before() -> None:
    arrived, may_keep = asyncio.Event(), asyncio.Event()

    async def take(update: Update) -> None:
        assert update.message is not None
        assert (update.update_id, update.message.text) == (7, "/start")
        arrived.set()
        await may_keep.wait()

    async with receiving(take) as bring:
        call = asyncio.ensure_future(bring())
        await arrived.wait()
        assert not call.done()
        may_keep.set()
        assert (await call).status == 200


@pytest.mark.parametrize("secret", [None, "", "knock-knoc", "knock-knock2", "KNOCK-KNOCK", "ä", "\udcff"])
async def test_whoever_does_not_know_the_secret_is_not_heard(secret: str | None) -> None:
    heard: list[Update] = []

    async def take(update: Update) -> None:
        heard.append(update)

    async with receiving(take) as bring:
        assert (await bring(secret=secret)).status == 401
    assert heard == []


async def test_while_the_desk_can_not_write_telegram_is_asked_to_come_again() -> None:
    async def take(update: Update) -> None:
        raise StoreAway

    async with receiving(take) as bring:
        answer = await bring()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")


async def test_a_mistake_of_ours_is_not_brought_again_and_again() -> None:
    async def take(update: Update) -> None:
        raise KeyError

    async with receiving(take) as bring:
        assert (await bring()).status == 200


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[]", b"[1]", b'"x"', b"7", b"null", b"{}", b'{"update_id": 1, "message": 5}', b"\xff"]
)
async def test_what_is_no_update_is_refused(body: bytes) -> None:
    async with receiving(ignore) as bring:
        assert (await bring(body)).status == 400


@pytest.mark.parametrize("date", ["1e999", "1" + "0" * 30, "-" + "9" * 20, '"soon"', "1" * 5_000])
async def test_what_the_library_stumbles_over_is_refused_too(date: str) -> None:
    body = json.dumps(START).replace('"date": 0', f'"date": {date}')
    async with receiving(ignore) as bring:
        assert (await bring(body.encode())).status == 400
        assert (await bring(b"[" * 200_000)).status == 400


async def test_a_body_larger_than_any_update_is_not_read() -> None:
    async with receiving(ignore) as bring:
        assert (await bring(BytesIO(b" " * 4_000_000))).status == 413


async def test_an_update_of_a_kind_that_is_not_known_yet_is_let_go() -> None:
    async with receiving(ignore) as bring:
        assert (await bring({"update_id": 8, "telepathy": {"thought": "tea"}})).status == 200


async def test_nothing_but_posts_to_its_path_is_answered() -> None:
    app = web.Application()
    add_webhook(app, Bot("1:x"), Intake(ignore), SECRET)
    async with TestServer(app) as server, ClientSession() as session:
        assert (await session.get(server.make_url(PATH))).status == 405
        assert (await session.post(server.make_url("/"))).status == 404


@pytest.mark.usefixtures("nothing_set")
async def test_people_are_served_by_webhook(fake: FakeTelegram, tmp_path: Path) -> None:
    settings = load_settings(telegram_token=fake.token, telegram_api_url=fake.api_url, home=tmp_path)
    place, said = f"127.0.0.1:{unused_port()}", list[str]()
    running = Running(settings, asyncio.Event(), said.append)
    serving = asyncio.create_task(run_telegram(running, Address(f"http://{place}/", place)))
    await fake.listening()
    ann = fake.human("Ann")
    ann.start("work")
    await ann.reads(ann.dm, "Welcome!")
    assert fake.webhook.url == f"http://{place}{PATH}"
    async with ClientSession() as session:
        assert (await session.post(fake.webhook.url, json=START)).status == 401
        assert (await session.get(f"http://{place}/health/ready")).status == 200
    running.stop.set()
    await serving
    assert said[-1].startswith("Telegram: leaving")
