"""Takes what people do on Discord: acknowledged at once, kept, and answered where they look."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import discord

from bots.dialogue.cards import Line
from bots.dialogue.events import Commanded, Edited, Event, Filled, Pressed, Said
from bots.discord import arrivals
from bots.discord.acknowledge import acknowledge
from bots.discord.arrivals import PLATFORM, identity
from bots.discord.communities import Communities
from bots.discord.drawing import filled
from bots.discord.forms import Forms
from bots.discord.places import Places
from bots.discord.screens import Screens
from bots.discord.spot import Room
from bots.runner import Runner
from bots.text.locale import Texts
from bots.text.press import Press, read_press
from core.domain.errors import StoreAway
from core.domain.person import Identity

Interaction = discord.Interaction
Act = Callable[["Reception", Interaction, Press], Awaitable[None]]

MESSAGE_LENGTH = 2000


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
        if press is None:
            await self.say(interaction, Line("discord-not-yours"))
        elif (act := (self.public if press.public else self.own).get(press.action)) is not None:
            await act(self, interaction, press)
        elif (form := await self.forms.behind(interaction, press)) is not None:
            form.stop()  # the library needn't wait for it: whoever sends it is known by what it carries
            await interaction.response.send_modal(form)
        else:
            await acknowledge(interaction)
            await self.places.here(interaction)
            await self.tell(interaction, Pressed(press.action, press.argument, press.version))

    async def chosen(self, interaction: Interaction, tokens: list[str]) -> None:
        """Entries of a menu were chosen: each is a button of its own."""
        await acknowledge(interaction)
        await self.places.here(interaction)
        for number, token in enumerate(tokens):
            press = read_press(self.secret, interaction.user.id, interaction.guild_id, token)
            if press is not None:
                await self.tell(interaction, Pressed(press.action, press.argument, press.version), number)

    async def submitted(self, interaction: Interaction) -> None:
        """A form was sent, whichever process opened it."""
        data: Any = interaction.data or {}
        press = read_press(self.secret, interaction.user.id, None, str(data.get("custom_id", "")))
        if press is None:
            await self.say(interaction, Line("discord-not-yours"))
            return
        event = Filled(press.action, filled(data, press.action), press.version)
        await acknowledge(interaction, anew=interaction.message is None)
        await self.places.here(interaction)
        await self.tell(interaction, event)

    async def commanded(self, interaction: Interaction, name: str, argument: str = "") -> None:
        """A command, or a press that stands for one."""
        await self._asked(interaction, Commanded(name, argument))

    async def privately(self, interaction: Interaction, name: str, argument: str = "") -> None:
        """The same, for what nobody else is to see."""
        await self._asked(interaction, Commanded(name, argument), privately=True)

    async def answered(self, interaction: Interaction, text: str, means: str) -> None:
        """A text that came with a command."""
        await self._asked(interaction, Said(text, means=means))

    async def said(self, message: discord.Message, text: str, means: str) -> None:
        """A text was sent in a person's own room."""
        event = Said(text, str(message.id), means)
        await self._write_down(message.author, f"m{message.id}", event, message.channel)

    async def edited(self, message: discord.Message) -> None:
        """A text in a room was changed."""
        edited_at = message.edited_at.isoformat() if message.edited_at else ""
        event = Edited(str(message.id), message.content)
        await self._write_down(message.author, f"e{message.id}.{edited_at}", event, message.channel)

    async def tell(self, interaction: Interaction, event: Event, number: int = 0) -> None:
        """Hand an event on; what could not even be kept goes back to its author."""
        visit = await self.communities.visit(interaction)
        arrival = arrivals.from_interaction(interaction, event, visit)
        again = f".{number}" if number else ""
        try:
            await self.runner.handle(
                PLATFORM, arrival.who.external_id, arrival.locale, event, arrival.id + again, arrival.name, visit
            )
        except StoreAway:
            await self._give_back(interaction, event)

    async def say(self, interaction: Interaction, line: Line) -> None:
        """A word of the front end's own, for this person's eyes only."""
        text = self.texts.format(line, interaction.locale.value)
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)

    async def _asked(self, interaction: Interaction, event: Event, *, privately: bool = False) -> None:
        await acknowledge(interaction, anew=True)
        answer = await self.places.by_choice(interaction, privately=privately)
        await self.tell(interaction, event)
        await self.places.lead_there(interaction, answer)

    async def _write_down(
        self, author: discord.abc.User, id: str, event: Event, channel: discord.abc.Messageable
    ) -> None:
        who = identity(author)
        await self.places.in_room(who, Room(channel.id))  # type: ignore[attr-defined]
        try:
            await self.runner.handle(PLATFORM, who.external_id, await self.locale(who), event, id, author.display_name)
        except StoreAway:
            locale = await self.locale(who)
            await channel.send(self.texts.format(Line("discord-not-kept"), locale))

    async def locale(self, who: Identity) -> str:
        """Messages carry no locale: it is the one that was last seen."""
        page = (await self.runner.look(who)).page
        return "en" if page is None else page.locale

    async def _give_back(self, interaction: Interaction, event: Event) -> None:
        text = self.texts.format(Line("discord-not-kept"), interaction.locale.value)
        given = "\n\n".join(event.values.values()) if isinstance(event, Filled) else getattr(event, "text", "")
        files = [discord.File(BytesIO(given.encode("utf-8", "replace")), "text.txt")] if given else []
        await interaction.followup.send(text, files=files, ephemeral=True)
