"""The fake Telegram as a whole: the Bot API and its files on loopback, and the people who are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from tests.fakes.discord.changes import PATIENCE
from tests.fakes.telegram.chats import Kind, Place
from tests.fakes.telegram.contract import Contract
from tests.fakes.telegram.groups import Channel, Group, found_by
from tests.fakes.telegram.people import Human
from tests.fakes.telegram.server import Server
from tests.fakes.telegram.users import User
from tests.fakes.telegram.world import World

Found = TypeVar("Found")


class FakeTelegram:
    """Telegram for tests. Use it with `async with`; a bot needs `api_url` and `token`."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.world = World(now)
        self.contract = Contract()
        self.world.outbox.check = self.contract.check_update
        self.server = Server(self.world, self.contract)
        self.faults = self.server.faults
        self.flood = self.server.flood
        self.requests = self.server.log
        self.outbox = self.world.outbox
        self.webhook = self.server.webhook
        self.polls = self.server.polls
        self.profile = self.world.profile
        self.changes = self.world.changes
        self.api_url = ""
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.api_url}/file/bot"

    @property
    def violations(self) -> list[str]:
        """Requests, answers and updates that the published description does not allow."""
        return self.contract.violations

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/file/bot{token}/{path:.+}", self.server.download)
        app.router.add_route("*", "/bot{token}/{method}", self.server.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api_url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.lift()
        await self.webhook.stop()
        self.polls.end()
        if self._runner:
            await self._runner.cleanup()

    def group(
        self,
        title: str = "Gardeners",
        *rights: str,
        small: bool = False,
        forum: bool = False,
        bot: bool = True,
        username: str | None = None,
    ) -> Group:
        """A new supergroup with an owner, or a `small` group; the bot is in it, as administrator if it has rights."""
        kind = Kind.GROUP if small else Kind.SUPERGROUP
        chat = self.world.new_chat(kind, title, username=username, forum=forum)
        owner = self.human(f"Owner of {title}")
        group = Group(self.world, chat, owner)
        found_by(self.world, chat, owner)
        if bot:
            group.invite_bot(*rights)
        return group

    def channel(self, title: str = "News", *rights: str, username: str | None = None) -> Channel:
        """A new channel; the bot is one of its administrators if it has rights."""
        chat = self.world.new_chat(Kind.CHANNEL, title, username=username)
        owner = self.human(f"Owner of {title}")
        channel = Channel(self.world, chat, owner)
        found_by(self.world, chat, owner)
        if rights:
            channel.invite_bot(*rights)
        return channel

    def human(self, name: str, *places: Place, language: str | None = "en", username: str | None = None) -> Human:
        """Somebody new, in these groups."""
        human = Human(self.world, self.world.user(name, username=username, language=language), self.requests)
        for place in places:
            human.join(place)
        return human

    def advance(self, **time: float) -> None:
        """Let time pass (arguments of timedelta): presses can't be answered any more, updates are forgotten."""
        self.world.moments.advance(**time)

    def repeat(self, update_id: int) -> None:
        """Hand over an update once more that the bot took already."""
        self.outbox.again(update_id)

    async def until(self, predicate: Callable[[], Found | None], timeout: float = PATIENCE) -> Found:
        """What the predicate says, as soon as it is something true; asked again after whatever happens."""
        return await self.changes.until(predicate, timeout=timeout, missing=self.requests.tail)

    async def listening(self, timeout: float = PATIENCE) -> None:
        """Wait until a bot polls, or has set a webhook."""
        await self.until(lambda: self.polls.waiting or bool(self.webhook.url), timeout)

    async def handed_over(self, timeout: float = PATIENCE) -> None:
        """Wait until the bot has taken every update."""
        await self.until(lambda: not self.outbox.pending, timeout)

    async def calm(self, timeout: float = PATIENCE) -> None:
        """Wait until the bot has taken every update and asks for nothing."""
        await self.until(lambda: not self.outbox.pending and not self.server.under_way, timeout)
