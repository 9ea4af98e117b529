"""The fake Discord as a whole: REST, gateway and files on loopback, and the people who are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from tests.fakes.discord import settings, threads
from tests.fakes.discord.changes import PATIENCE
from tests.fakes.discord.contract import Contract
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.guilds import Role
from tests.fakes.discord.people import Human
from tests.fakes.discord.rest import PREFIX, Rest
from tests.fakes.discord.servers import BOT, Server
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

Found = TypeVar("Found")


class FakeDiscord:
    """Discord for tests. Use it with `async with`; a bot needs `api_url`, `gateway_url` and `token`."""

    def __init__(self, now: Callable[[], datetime] | None = None, *, patience: float = 3.0) -> None:
        self.world = World(now)
        self.world.patience = patience
        self.contract = Contract()
        self.rest = Rest(self.world, self.contract)
        self.gateway = Gateway(self.world)
        self.faults = self.rest.faults
        self.buckets = self.rest.buckets
        self.requests = self.rest.log
        self.portal = self.world.portal
        self.changes = self.world.changes
        self.api_url = self.gateway_url = ""
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def violations(self) -> list[str]:
        """Requests that Discord's published description does not allow."""
        return self.contract.violations

    @property
    def patience(self) -> float:
        """Seconds in which an interaction must be answered first."""
        return self.world.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self.world.patience = seconds

    def refuse_old_edits(self, *, refused: bool = True, after: float | None = None) -> None:
        """Refuse edits of messages that are older than an hour, as Discord does after too many.

        With `after` it is a limit like others, which the library waits for; without, it fails at once.
        """
        self.world.refuses_old_edits, self.world.old_edits_again_after = refused, after

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway{rest:/?}", self.gateway.handle)
        app.router.add_get("/attachments/{id}/{name}", self._download)
        app.router.add_route("*", PREFIX + "/{rest:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api_url = f"http://{host}:{port}{PREFIX}"
        self.gateway_url = self.world.gateway_url = f"ws://{host}:{port}/gateway"
        self.world.cdn = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.lift()
        await self.gateway.drop(1001)
        if self._runner:
            await self._runner.cleanup()

    def guild(
        self,
        name: str = "Gardeners",
        *,
        id: int | None = None,
        bot: bool = True,
        bot_may: int = BOT,
        locale: str = "en-US",
    ) -> Server:
        """A new guild with an owner; the bot is in it unless `bot` is off."""
        owner = self.human(f"owner of {name}")
        guild = settings.add_guild(self.world, name, owner.user, id, locale)
        server = Server(self.world, guild, owner)
        if bot:
            server.invite_bot(bot_may)
        return server

    def human(
        self,
        name: str,
        *servers: Server,
        locale: str = "en-US",
        roles: Iterable[Role] = (),
        display: str | None = None,
    ) -> Human:
        """Somebody new, in these guilds; roles are those of the first."""
        human = Human(self.world, self.world.user(name, display, locale), self.requests)
        for server in servers:
            human.join(server.guild)
        for role in roles:
            servers[0].give(human, role)
        return human

    def advance(self, **time: float) -> None:
        """Let time pass (arguments of timedelta): tokens expire and quiet threads are archived."""
        self.world.moments.advance(**time)
        for guild in self.world.guilds.values():
            threads.archive_the_quiet(self.world, guild)

    async def until(self, predicate: Callable[[], Found | None], timeout: float = PATIENCE) -> Found:
        """What the predicate says, as soon as it is something true: also about what happens outside, as in the bot."""
        return await self.changes.until(predicate, timeout=timeout, again=0.01, missing=self.requests.tail)

    async def connected(self, sessions: int = 1, timeout: float = PATIENCE) -> None:
        """Wait until bots are connected to the gateway."""
        await self.until(lambda: self.gateway.connected >= sessions, timeout)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self.world.files.get(int(request.match_info["id"]))
        if file is None or file.name != request.match_info["name"]:
            raise web.HTTPNotFound
        return web.Response(body=file.data, content_type=file.content_type or "application/octet-stream")
