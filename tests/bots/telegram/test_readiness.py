"""Whether the process lives and hears, as those who watch over it ask."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from telegram.error import NetworkError

from bots.desk import inbox
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.dialogue.events import Said
from bots.telegram.hearing import HearingBot
from bots.telegram.readiness import BACKLOG, LIVE, READY, SILENCE, add_health
from core.domain.person import Identity
from tests.fakes.clock import Clock
from tests.fakes.telegram import FakeTelegram

Ask = Callable[[str], Awaitable[tuple[int, object]]]


@pytest.fixture
async def library(fake: FakeTelegram, clock: Clock) -> AsyncIterator[HearingBot]:
    async with HearingBot(clock.now, token=fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot


@asynccontextmanager
async def asking(library: HearingBot, desk: Desk, *, polling: bool = True) -> AsyncIterator[Ask]:
    app = web.Application()
    add_health(app, library, desk, polling=polling)
    async with TestServer(app) as server, ClientSession() as session:

        async def ask(path: str) -> tuple[int, object]:
            async with session.get(server.make_url(path)) as answer:
                return answer.status, await answer.json()

        yield ask


async def test_whoever_polls_and_keeps_up_is_ready(library: HearingBot, desk: Desk) -> None:
    async with asking(library, desk) as ask:
        assert await ask(LIVE) == (200, {"status": "live"})
        checks = {"desk": True, "inbox": True, "poll": True}
        assert await ask(READY) == (200, {"status": "ready", "checks": checks})


async def test_whoever_has_not_heard_telegram_for_long_lives_but_is_not_ready(
    library: HearingBot, desk: Desk, clock: Clock
) -> None:
    async with asking(library, desk) as ask:
        clock.advance((SILENCE - timedelta(seconds=1)).total_seconds())
        assert (await ask(READY))[0] == 200
        clock.advance(1)
        status, told = await ask(READY)
        assert (status, told) == (503, {"status": "unready", "checks": {"desk": True, "inbox": True, "poll": False}})
        assert (await ask(LIVE))[0] == 200
        await library.get_updates(timeout=0)
        assert (await ask(READY))[0] == 200


async def test_a_poll_that_fails_is_not_hearing(
    fake: FakeTelegram, library: HearingBot, desk: Desk, clock: Clock
) -> None:
    clock.advance(SILENCE.total_seconds())
    fake.faults.fail("getUpdates")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await library.get_updates(timeout=0)
    async with asking(library, desk) as ask:
        assert (await ask(READY))[0] == 503


async def test_with_a_webhook_nobody_polls(library: HearingBot, desk: Desk, clock: Clock) -> None:
    clock.advance(days=1)
    async with asking(library, desk, polling=False) as ask:
        assert await ask(READY) == (200, {"status": "ready", "checks": {"desk": True, "inbox": True}})


async def test_what_waits_too_long_is_told(library: HearingBot, desk: Desk, clock: Clock) -> None:
    said, now = [Arrival("u1", Said("Hello"))], clock.now()
    await desk.run(lambda connection: inbox.keep(connection, Identity("telegram", "1"), said, now))
    clock.advance(BACKLOG - 1)
    async with asking(library, desk) as ask:
        assert (await ask(READY))[0] == 200
        clock.advance(1)
        assert (await ask(READY))[1] == {
            "status": "unready",
            "checks": {"desk": True, "inbox": False, "poll": True},
        }


async def test_a_desk_that_can_not_be_written_to_is_told(library: HearingBot, tmp_path: Path, clock: Clock) -> None:
    closed = await Desk.open(f"sqlite:///{tmp_path / 'closed.db'}", clock=clock.now)
    await closed.close()
    async with asking(library, closed) as ask:
        assert await ask(READY) == (503, {"status": "unready", "checks": {"desk": False, "poll": True}})
