"""The Telegram part of an installation: what ends it is told in one sentence, and a word to stop lets it leave."""

import asyncio
import socket
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port
from structlog.testing import capture_logs
from telegram import Bot

from bots.failures import Impossible
from bots.parts import Running, run_all
from bots.telegram.intake import KINDS
from bots.telegram.running import Address, run_telegram
from core.settings import Settings, load_settings
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.usefixtures("nothing_set")

POLLING = Address()


def settings_for(fake: FakeTelegram, **given: Any) -> Settings:
    return load_settings(
        **{"telegram_token": fake.token, "telegram_api_url": fake.api_url, "secret": "s" * 16, **given}
    )


async def ends(settings: Settings, address: Address = POLLING) -> str:
    """What an operator reads when it ends by itself."""
    with pytest.raises(Impossible) as found:
        await run_telegram(Running(settings, asyncio.Event(), lambda line: None), address)
    return str(found.value)


@asynccontextmanager
async def running(fake: FakeTelegram, address: Address = POLLING) -> AsyncIterator[list[str]]:
    """At work until the block is left; what was said."""
    said: list[str] = []
    signed_in = asyncio.Event()

    def say(line: str) -> None:
        said.append(line)
        if "signed in" in line:
            signed_in.set()

    part = Running(settings_for(fake), asyncio.Event(), say)
    work = asyncio.create_task(run_telegram(part, address))
    try:
        await asyncio.wait({work, waiting := asyncio.create_task(signed_in.wait())}, return_when=FIRST_COMPLETED)
        waiting.cancel()
        yield said
    finally:
        part.stop.set()
        await work


def brought_to(port: int) -> Address:
    return Address(f"http://127.0.0.1:{port}", f"127.0.0.1:{port}")


async def test_without_a_token_it_says_where_one_is_described() -> None:
    assert await ends(load_settings()) == (
        "ARBORETUM_TELEGRAM_TOKEN is not set: the README says how to get a token, step by step."
    )


async def test_a_bad_token_gives_one_clear_sentence_without_the_token(fake: FakeTelegram) -> None:
    said = await ends(settings_for(fake, telegram_token="12345:not-a-token-of-anybody"))
    assert said == "Telegram doesn't know this token: copy it again from BotFather into ARBORETUM_TELEGRAM_TOKEN."


async def test_a_network_that_is_not_there_gives_one_clear_sentence(fake: FakeTelegram) -> None:
    url = f"http://127.0.0.1:{unused_port()}"
    assert "can't be reached" in await ends(settings_for(fake, telegram_api_url=url))


async def test_a_webhook_that_telegram_refuses_gives_its_reason_and_what_it_takes(fake: FakeTelegram) -> None:
    said = await ends(settings_for(fake), Address("http://bot.example.org", "127.0.0.1:0"))
    assert "https url must be provided" in said  # the library writes it so
    assert "443" in said


async def test_an_address_that_is_taken_gives_one_clear_sentence(fake: FakeTelegram) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        said = await ends(settings_for(fake), Address(listen=place))
    assert said == (
        f"Telegram's part can't listen on {place}: another program listens there; stop it, or choose another port."
    )


async def test_told_to_stop_it_leaves_and_what_comes_then_waits_for_the_next_start(fake: FakeTelegram) -> None:
    ann = fake.human("Ann")
    async with running(fake) as said:
        pass
    assert said == [
        f"Telegram: signed in as @{fake.bot.username}.",
        "Telegram: leaving; what was begun is finished first.",
    ]
    ann.start("work")
    async with running(fake):
        await ann.reads(ann.dm, "Welcome!")


async def test_polling_takes_the_place_of_a_webhook_and_loses_nothing_that_waited(fake: FakeTelegram) -> None:
    ann = fake.human("Ann")
    async with Bot(fake.token, base_url=fake.base_url) as elsewhere:
        await elsewhere.set_webhook(f"http://127.0.0.1:{unused_port()}/elsewhere")
    ann.start("work")
    async with running(fake):
        await ann.reads(ann.dm, "Welcome!")
    assert fake.webhook.url == ""


async def test_a_webhook_brings_what_waited_and_is_still_set_after_a_stop(fake: FakeTelegram) -> None:
    ann, address = fake.human("Ann"), brought_to(unused_port())
    ann.start("work")
    async with running(fake, address) as said:
        await ann.reads(ann.dm, "Welcome!")
        assert fake.outbox.allowed == list(KINDS)
        assert said[0] == f"Telegram: listening on http://{address.listen}."
    assert fake.webhook.url == f"{address.webhook}/telegram"


async def test_nobody_without_the_secret_brings_updates(fake: FakeTelegram) -> None:
    address = brought_to(unused_port())
    async with running(fake, address), ClientSession() as stranger:
        answer = await stranger.post(f"{address.webhook}/telegram", json={"update_id": 1})
        assert answer.status == 401


async def test_health_is_told_while_it_polls(fake: FakeTelegram) -> None:
    port = unused_port()
    async with running(fake, Address(listen=f"127.0.0.1:{port}")), ClientSession() as watcher:
        answer = await watcher.get(f"http://127.0.0.1:{port}/health/ready")
        assert (answer.status, (await answer.json())["checks"]["poll"]) == (200, True)


async def test_another_process_that_polls_with_the_same_token_is_named_and_nobody_loses_their_answer(
    fake: FakeTelegram,
) -> None:
    ann = fake.human("Ann")
    with capture_logs() as log:
        async with running(fake):
            await fake.listening()
            async with Bot(fake.token, base_url=fake.base_url) as other:
                await other.get_updates(timeout=0)
            noted = await fake.until(lambda: [one for one in log if one["event"] == "telegram_poll_failed"])
            ann.start("work")
            await ann.reads(ann.dm, "Welcome!")
    assert noted[0]["error"] == "Conflict"
    assert "same token" in noted[0]["advice"]


async def test_whoever_runs_all_that_is_configured_runs_telegram_too(fake: FakeTelegram) -> None:
    ann, said = fake.human("Ann"), list[str]()
    part = Running(settings_for(fake, listen="127.0.0.1:0"), asyncio.Event(), said.append)
    work = asyncio.create_task(run_all(part))
    ann.start("work")
    await ann.reads(ann.dm, "Welcome!")
    part.stop.set()
    await work
    assert "Telegram: runs." in said


async def test_a_token_that_is_revoked_later_is_told_and_asked_again(fake: FakeTelegram) -> None:
    ann = fake.human("Ann")
    with capture_logs() as log:
        async with running(fake):
            await fake.listening()
            fake.faults.refuse("getUpdates", "Unauthorized", status=401)
            fake.polls.end()
            noted = await fake.until(lambda: [one for one in log if one["event"] == "telegram_poll_failed"])
            ann.start("work")
            await ann.reads(ann.dm, "Welcome!")
    assert noted[0]["error"] == "TokenRefused"
    assert "revoked" in noted[0]["advice"]
