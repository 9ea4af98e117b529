"""The webhook: updates are brought with the secret, one by one for each chat, until they are taken."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from tests.fakes.telegram import FakeTelegram


@dataclass
class Hook:
    """A server that takes updates, or fails as often as it is told to."""

    url: str = ""
    failures: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        self.taken.append(await request.json())
        return web.Response()

    @property
    def texts(self) -> list[str]:
        return [one["message"]["text"] for one in self.taken]


@asynccontextmanager
async def _listening(hook: Hook) -> AsyncIterator[Hook]:
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        await runner.cleanup()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with _listening(Hook()) as hook:
        yield hook


async def test_updates_come_with_the_secret(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    fake.human("Ann").start("before")
    await bot.set_webhook(hook.url, secret_token="seven-Seals_7")
    fake.human("Ben").start("after")
    await fake.handed_over()
    assert sorted(hook.texts) == ["/start after", "/start before"]
    assert hook.secrets == {"seven-Seals_7"}


async def test_what_is_not_taken_comes_again_in_its_order(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    hook.failures = 3
    await bot.set_webhook(hook.url)
    ann = fake.human("Ann")
    for number in range(4):
        ann.start(str(number))
    await fake.handed_over()
    assert hook.texts == [f"/start {number}" for number in range(4)]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_server_that_comes_late_gets_everything(fake: FakeTelegram, bot: Bot) -> None:
    hook = Hook()
    async with _listening(hook):
        pass
    await bot.set_webhook(hook.url)
    fake.human("Ann").start("early")
    await fake.until(lambda: fake.webhook.last_error)
    async with _listening(hook):
        await bot.set_webhook(hook.url)
        await fake.handed_over()
    assert hook.texts == ["/start early"]


async def test_disturbed_updates_come_several_times(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    fake.outbox.disturb(times=3, window=5, seed=3)
    await bot.set_webhook(hook.url)
    ann = fake.human("Ann")
    for number in range(30):
        ann.start(str(number))
    await fake.handed_over()
    assert len(set(hook.texts)) == 30
    assert len(hook.texts) > 45


async def test_the_state_can_be_asked_for(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    assert (await bot.get_webhook_info()).url == ""
    await bot.set_webhook(hook.url, max_connections=5, allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (hook.url, 5, ("message",))
    fake.human("Ann").block_bot()
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_only_https_is_taken_but_for_this_machine(fake: FakeTelegram, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="An HTTPS URL must be provided for webhook".lower()):
        await bot.set_webhook("http://bot.example/hook")
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("https://bot.example/hook", secret_token="not this!")
