"""Takes what people do on Discord: acknowledged at once, kept, and answered where they look."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import discord

from bots.desk import inbox
from bots.dialogue.cards import Line
from bots.dialogue.events import Commanded, Edited, Event, Filled, Pressed, Said
from bots.discord import arrivals
from bots.discord.acknowledge import acknowledge, in_time, open_form
from bots.discord.arrivals import PLATFORM, identity
from bots.discord.communities import Communities
from bots.discord.drawing import filled
from bots.discord.forms import Forms
from bots.discord.places import Places
from bots.discord.reply import reply
from bots.discord.screens import Screens
from bots.runner import Runner
from bots.text.direction import unisolated
from bots.text.locale import Texts
from bots.text.press import Press, read_press
from core.domain.errors import StoreAway
from core.domain.person import Identity

Interaction = discord.Interaction
Act = Callable[["Reception", Interaction, Press], Awaitable[None]]

SOON = 1.5  # seconds until something is acknowledged all the same: Discord waits for three


@dataclass(frozen=True)
class Reception:
    """`own` and `public` are the buttons that the front end itself answers; all others are the dialogue's."""

    runner: Runner
    texts: Texts
    secret: bytes
    screens: Screens
    places: Places
    forms: Forms
    communities: Communities
    own: Mapping[str, Act] = field(default_factory=dict)
    public: Mapping[str, Act] = field(default_factory=dict)  # on cards for everybody

    async def pressed(self, interaction: Interaction, token: str) -> None:
        """A button was pressed."""
        press = read_press(self.secret, interaction.user.id, interaction.guild_id, token)
        act = None if press is None else (self.public if press.public else self.own).get(press.action)
        if act is not None and press is not None:
            await act(self, interaction, press)
        elif press is None or press.public:
            await self.say(interaction, Line("discord-not-yours"))
        elif (form := await self.forms.behind(interaction, press)) is not None:
            await open_form(interaction, form)
        else:
            await acknowledge(interaction)
            await self.places.here(interaction)
            await self.tell(interaction, Pressed(press.action, press.argument, press.version))

    async def chosen(self, interaction: Interaction, tokens: list[str]) -> None:
        """Entries of a menu were chosen: each is a button of its own."""
        presses = [read_press(self.secret, interaction.user.id, interaction.guild_id, token) for token in tokens]
        if any(press is None or press.public for press in presses):
            await self.say(interaction, Line("discord-not-yours"))
            return
        await acknowledge(interaction)
        await self.places.here(interaction)
        for number, press in enumerate(filter(None, presses)):
            await self.tell(interaction, Pressed(press.action, press.argument, press.version), number)

    async def submitted(self, interaction: Interaction) -> None:
        """A form was sent, whichever process opened it."""
        data: Any = interaction.data or {}
        press = read_press(self.secret, interaction.user.id, None, str(data.get("custom_id", "")))
        if press is None:
            await self.say(interaction, Line("discord-not-yours"))
            return
        event = Filled(press.action, filled(data, press.action), press.version)
        async with self._or_back(interaction, event.values.get("text", "")):
            await self._take_down(interaction, event, anew=interaction.message is None)
        with suppress(StoreAway):  # it is kept, and worked off as soon as that can be
            await self.places.here(interaction)
            await self.tell(interaction, event)

    async def commanded(self, interaction: Interaction, name: str, argument: str = "") -> None:
        """A command, or a press that stands for one."""
        await acknowledge(interaction, anew=True)
        await self._asked(interaction, Commanded(name, argument))

    async def privately(self, interaction: Interaction, name: str, argument: str = "") -> None:
        """The same, for what nobody else is to see."""
        await acknowledge(interaction, anew=True)
        await self._asked(interaction, Commanded(name, argument), privately=True)

    async def answered(self, interaction: Interaction, text: str, means: str) -> None:
        """A text that came with a command."""
        event = Said(text, means=means)
        async with self._or_back(interaction, text):
            await self._take_down(interaction, event, anew=True)
        with suppress(StoreAway):
            await self.places.by_choice(interaction)
            await self.tell(interaction, event)

    async def said(self, message: discord.Message, text: str, means: str, *, late: bool = False) -> None:
        """A text was sent in a person's own room; `late` it is heard a while after it was written."""
        at = message.created_at if late else None
        await self._write_down(message, f"m{message.id}", Said(text, str(message.id), means, at))

    async def edited(self, message: discord.Message) -> None:
        """A text in a room was changed."""
        edited_at = message.edited_at.isoformat() if message.edited_at else ""
        await self._write_down(message, f"e{message.id}.{edited_at}", Edited(str(message.id), message.content))

    async def tell(self, interaction: Interaction, event: Event, number: int = 0) -> None:
        """Hand an event on; StoreAway where it could not even be kept."""
        visit = await self.communities.visit(interaction)
        arrival = arrivals.from_interaction(interaction, event, visit)
        again = f".{number}" if number else ""
        await self.runner.handle(
            PLATFORM, arrival.who.external_id, arrival.locale, event, arrival.id + again, arrival.name, visit
        )

    async def say(self, interaction: Interaction, line: Line, *files: discord.File) -> None:
        """A word of the front end's own, for this person's eyes only."""
        text = self.word(line, interaction.locale.value)
        with in_time():
            if interaction.response.is_done():
                await interaction.followup.send(text, files=files, ephemeral=True)
            else:
                await interaction.response.send_message(text, files=files, ephemeral=True)

    def word(self, line: Line, locale: str) -> str:
        """A text of ours."""
        return unisolated(self.texts.format(line, locale))

    async def locale(self, who: Identity) -> str:
        """Messages carry no locale: it is the one that was last seen."""
        try:
            page = (await self.runner.look(who)).page
        except StoreAway:
            page = None
        return "en" if page is None else page.locale

    async def _asked(self, interaction: Interaction, event: Commanded, *, privately: bool = False) -> None:
        async with self._or_back(interaction):
            await self.places.by_choice(interaction, privately=privately)
            await self.tell(interaction, event)

    async def _write_down(self, message: discord.Message, id: str, event: Said | Edited) -> None:
        who = identity(message.author)
        try:
            if await self.runner.desk.run(lambda connection: inbox.knows(connection, PLATFORM, id)):
                return  # told again after a loss of the connection: the page stays where it is
            await self.places.written(who, message, below=isinstance(event, Said))
            locale = await self.locale(who)
            await self.runner.handle(PLATFORM, who.external_id, locale, event, id, message.author.display_name)
        except StoreAway as away:
            if away.arguments.get("reason") != "closing":  # then the next process reads it
                await reply(message, self.word(Line("discord-not-kept"), await self.locale(who)))

    async def _take_down(self, interaction: Interaction, event: Event, *, anew: bool) -> None:
        """Keep what somebody wrote, and then acknowledge it: where this process dies before, their form stays open."""
        who, id = str(interaction.user.id), arrivals.id_of(interaction)
        keeping = asyncio.create_task(self.runner.keep(PLATFORM, who, event, id))
        await asyncio.wait((keeping,), timeout=SOON)
        if not keeping.done() or keeping.exception() is None:
            await acknowledge(interaction, anew=anew)
        await keeping

    @asynccontextmanager
    async def _or_back(self, interaction: Interaction, text: str = "") -> AsyncIterator[None]:
        """What can't be kept is told, and a text goes back to its author."""
        try:
            yield
        except Exception as error:
            away = isinstance(error, StoreAway)
            if text:
                file = discord.File(BytesIO(text.encode("utf-8", "replace")), "text.txt")
                await self.say(interaction, Line("discord-not-kept-text" if away else "discord-failed-text"), file)
            elif away:
                await self.say(interaction, Line("discord-not-kept"))
            if not away:
                raise
