"""A server on an imagined Discord with the real bot in it, and people who use it as one would."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import discord
import simcord
from simcord import ChannelHandle, MemberActor, RoleHandle

from bots.assembly import Household, terms
from bots.desk.desk import Desk
from bots.dialogue.community import Community
from bots.discord.client import Client
from bots.discord.front import Front
from bots.discord.running import at_work
from bots.runner import Runner
from bots.runner.chat import Show
from bots.text.locale import Texts
from core.domain.errors import StoreAway
from core.domain.task import Kind
from core.link.condition import Condition
from core.link.embedded import EmbeddedLink
from core.link.link import Answer, Link
from core.link.requests import Request
from core.settings import Settings, load_settings
from core.store.database import Result, Work
from core.store.store import Store
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove
from tests.fakes.opened_form import OpenedForm
from tests.fakes.seen import Screen, Seen, seen
from tests.fakes.tables import begin
from tests.fakes.unsteady import Unsteady

Where = ChannelHandle | None  # None: direct messages


class Notebook(Desk):
    """A desk that can be switched off, as by a full disk, and that can break."""

    away = False
    broken = False

    async def run(self, work: Work[Result]) -> Result:
        """See Desk."""
        if self.away:
            raise StoreAway(reason="full")
        if self.broken:
            raise ZeroDivisionError("a secret of somebody's")
        return await super().run(work)


class Waiting:
    """A way to the store on which questions can be made to wait, which is no fault of the bot's."""

    condition = Condition.UP

    def __init__(self, link: Link, env: simcord.Env) -> None:
        self.link = link
        self.env = env
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """See core.link.link.Link."""
        if not self.open.is_set():
            await self.env.external_wait(self.open.wait(), reason="the store lets everybody wait")
        return await self.link.send(request, key)


class Town:
    """The server, its square and its bot; a clock that the desk, the store and Discord share.

    `link` leads to the store; it and the `desk` can be switched off. `grove` stands on the same store, for what
    happened before.
    """

    env: simcord.Env
    front: Front
    link: Unsteady
    way: Waiting
    grove: Grove
    desk: Notebook

    def __init__(self, home: Path, clock: Clock, log: list[Any] | None = None, **given: Any) -> None:
        self.clock = clock
        self.log = [] if log is None else log
        self.failures = 0  # that the library may have seen of us
        self.locales: dict[int, str] = {}
        self.hurry = False  # the next thing that somebody presses, they press twice
        self._settings = {"home": home, "discord_token": "t" * 20, "secret": "s" * 20, **given}
        self._work = AsyncExitStack()

    @property
    def settings(self) -> Settings:
        """What an operator has set."""
        return load_settings(**self._settings)

    async def begin(self, env: simcord.Env) -> None:
        """Build the server, and set the bot to work."""
        self.env = env
        env.backend.subscribers.insert(0, self._meddle)
        self.guild = env.create_guild("Arbourville")
        self.square = self.guild.create_text_channel("square")
        await self._begin()

    async def close(self) -> None:
        """Let the bot leave."""
        await self._work.aclose()

    async def restart(self, **given: Any) -> None:
        """The bot's process ends, and another one begins."""
        await self.close()
        self._settings |= given
        await self.env.restart_bot(Client(self.settings))
        await self._begin()

    async def person(self, name: str, *roles: RoleHandle, locale: str = "en-US") -> "Person":
        """Somebody who joins the server."""
        user = self.env.create_user(name, global_name=name.title())
        self.locales[user.id] = locale
        return Person(self, self.guild.add_member(user, roles=roles))

    async def volunteer(self, name: str, *roles: RoleHandle, locale: str = "en-US") -> "Person":
        """Somebody who has agreed to everything, and knows what reviews are."""
        person = await self.person(name, *roles, locale=locale)
        await person.command("work")
        await person.press_any("agree")
        if person.sees.with_action("practise"):
            await person.press_any("practise")
        return person

    async def sow(self, *texts: str, lang: str = "en") -> None:
        """Prompts of strangers, which wait to be reviewed."""
        for text in texts:
            author = await self.grove.join(f"author of {text[:40]}", lang)
            await self.grove.write(author, Kind.INITIAL_PROMPT, text, lang)

    async def set_up(self, **settings: Any) -> Community:
        """What the administrators of the server have set up; boards and cards are put up at once."""
        community = replace(await self.front.reception.communities.of(self.guild.id), **settings)
        await self.front.reception.communities.save(community)
        await self.front.keeper.hurry()
        await self.rest()
        return community

    async def hang(self, token: str) -> None:
        """A button of any token, where everybody can press it."""
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Press me", custom_id=token)))
        view.stop()
        square = self.env.bot.get_channel(self.square.id)
        assert isinstance(square, discord.TextChannel)
        await square.send(view=view)

    async def rest(self) -> None:
        """Wait until nothing is under way."""
        await self.env.settle()
        if self.way.open.is_set():
            await self.front.home.runner.settle()
            await self.env.settle()

    async def later(self, seconds: float = 0, *, minutes: float = 0, hours: float = 0) -> None:
        """Let time pass, here and on Discord, and what is due be done."""
        self.clock.advance(seconds, minutes=minutes, hours=hours)
        await self.env.advance_time(seconds + 60 * minutes + 3600 * hours)
        await self.front.home.runner.tick()
        await self.rest()

    @property
    def requests(self) -> list[simcord.HttpLogEntry]:
        """All that the bot asked of Discord."""
        return self.env.http_requests

    @property
    def may_mention(self) -> set[str]:
        """Whom any message of the bot could have called; nobody, ever."""
        bodies = [one.json for one in self.requests if isinstance(one.json, dict)]
        said = [body.get("data", body) for body in bodies if _says_something(body.get("data") or body)]
        return {str(one.get("allowed_mentions")) for one in said if _may_mention(one.get("allowed_mentions"))}

    async def _begin(self) -> None:
        client: Any = self.env.bot
        self.front = await self._work.enter_async_context(at_work(client, self.settings, self._house))
        await self.front.home.runner.resume()
        await self.rest()

    @asynccontextmanager
    async def _house(
        self, settings: Settings, texts: Texts, show: Show, platforms: Collection[str]
    ) -> AsyncIterator[Household]:
        begin(settings)
        store = await Store.open(
            settings.database_url, settings.policy, clock=self.clock.now, chance=Random(1), durable=False
        )
        desk = await Notebook.open(settings.desk_url, clock=self.clock.now, durable=False)
        assert isinstance(desk, Notebook)
        self.desk = desk
        embedded = EmbeddedLink(store, settings.admins)
        self.way = Waiting(embedded, self.env)
        self.link = Unsteady(self.way)
        self.grove = Grove(store, self.clock, embedded)
        runner = Runner(desk, self.link, terms(settings), show, platforms=platforms, locales=texts.locales())
        try:
            yield Household(store, desk, self.link, runner, terms(settings))
        finally:
            await runner.close()
            await desk.close()
            await store.close()

    def _meddle(self, event: str, payload: Any) -> None:
        """Everybody has Discord in their own language; and who is in a hurry presses twice."""
        if event != "INTERACTION_CREATE":
            return
        user = payload.get("user") or payload["member"]["user"]
        payload["locale"] = self.locales.get(int(user["id"]), payload["locale"])
        if self.hurry:
            self.hurry = False
            asyncio.get_running_loop().call_soon(self.env.backend.emit, event, self._again(payload))

    def _again(self, payload: Any) -> Any:
        """The same, as another interaction."""
        first = self.env.backend.interactions[int(payload["id"])]
        second = self.env.backend.new_interaction(first.type, first.channel_id, first.user_id, first.guild_id)
        second.source_message_id = first.source_message_id
        return {**payload, "id": str(second.id), "token": second.token}


class Person:
    """Somebody before Discord; `page` is what the last thing that they did has brought."""

    def __init__(self, town: Town, member: MemberActor) -> None:
        self.town = town
        self.member = member
        self.page = Screen(())

    @property
    def id(self) -> str:
        """Discord's number of them."""
        return str(self.member.id)

    @property
    def sees(self) -> Screen:
        """Everything that they can see, in all places."""
        return seen(message for place in self._places() for message in self._history(place))

    @property
    def threads(self) -> list[ChannelHandle]:
        """The threads of the square that they are in."""
        return [thread for thread in self.town.square.threads if self.member.id in thread._channel.thread_members]

    @property
    def mailbox(self) -> ChannelHandle:
        """Their direct messages with the bot."""
        return self.member.user.dm_channel

    async def command(self, name: str, at: Where | str = "square", **options: Any) -> Screen:
        """A slash command, in the square unless said otherwise."""
        place = self.town.square if at == "square" else at
        if place is None or place.guild is None:  # type: ignore[union-attr]
            return await self._after(self.member.user.slash(name, **options))
        return await self._after(self.member.slash(place, name, **options))  # type: ignore[arg-type]

    async def press(self, label: str, on: Seen | None = None) -> Screen:
        """The newest button of this label, or the one on a certain message."""
        return await self.press_token(
            (on or self.sees.with_button(label)), (on or self.sees.with_button(label)).token(label)
        )

    async def press_any(self, action: str) -> Screen:
        """The newest button that does this, whatever it says."""
        found = self.sees.with_action(action)
        assert found is not None
        return await self.press_token(*found)

    async def press_token(self, on: Seen, token: str) -> Screen:
        """A button by what it carries."""
        return await self._after(self._actor(on).click(on.message, custom_id=token))

    async def choose(self, *labels: str, on: Seen | None = None) -> Screen:
        """Options of the newest menu that has all of them."""
        found = on or next(one for one in reversed(self.sees.messages) if _menu(one, labels))
        menu = _menu(found, labels)
        values = [option.value for option in menu.options if option.label in labels]
        return await self._after(self._actor(found).select(found.message, values, custom_id=menu.custom_id))

    async def open(self, label: str, on: Seen | None = None) -> OpenedForm:
        """The form behind a button."""
        found = on or self.sees.with_button(label)
        result = await self._actor(found).click(found.message, custom_id=found.token(label))
        assert result.modal is not None, "no form was opened"
        return OpenedForm(result.modal, result)

    async def send(self, form: OpenedForm, **given: Any) -> Screen:
        """A form, filled: by label, with texts and with the labels of options."""
        values = form.values(given)
        actor = self.member.user if form.shown._interaction.guild_id is None else self.member
        return await self._after(actor.submit_modal(form.shown, values))

    async def say(self, text: str = "", at: Where = None, **more: Any) -> Screen:
        """A message, in a thread or by direct message; `reply_to` is what was seen before."""
        if isinstance(answered := more.get("reply_to"), Seen):
            more["reply_to"] = answered.message
        if at is None or at.guild is None:
            return await self._after(self.member.send_dm(text, **more))
        return await self._after(self.member.send(at, text, **more))

    async def menu(self, name: str, on: Seen) -> Screen:
        """An entry of a message's context menu."""
        place = next(place for place in self._places() if place.id == on.message.channel.id)
        return await self._after(self.member.context_menu(place, name, on.message))

    async def change(self, mine: Seen, text: str) -> Screen:
        """A message of their own."""
        return await self._after(self._actor(mine).edit(mine.message, text))

    async def _after(self, act: Any) -> Screen:
        before = self.sees
        self.result: Any = await act
        await self.town.rest()
        self.page = self.sees.since(before)
        return self.page

    def _actor(self, on: Seen) -> Any:
        return self.member.user if on.message.guild is None else self.member

    def _places(self) -> Iterator[ChannelHandle]:
        if self.town.guild.id in self.town.env.backend.guilds:
            for channel in self.town.guild.channels.values():
                yield channel
                yield from channel.threads
        yield self.mailbox

    def _history(self, place: ChannelHandle) -> list[discord.Message]:
        with suppress(simcord.SetupError):  # they can't look in there
            return place.history(viewer=self.member if place.guild else self.member.user)
        return []


def _menu(message: Seen, labels: Collection[str]) -> Any:
    menus = (item for item in message.items if isinstance(item, discord.ui.Select))
    return next((menu for menu in menus if {option.label for option in menu.options}.issuperset(labels)), None)


def _says_something(body: Any) -> bool:
    return isinstance(body, dict) and bool(body.get("content") or body.get("components")) and "title" not in body


def _may_mention(allowed: Any) -> bool:
    return allowed is None or bool(allowed.get("parse", True)) or any(allowed.get(kind) for kind in ("users", "roles"))
