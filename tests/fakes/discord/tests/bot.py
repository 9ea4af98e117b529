"""A small bot on the real discord.py, for the tests of the fake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self, cast

import discord
import discord.webhook.async_ as webhooks
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket

from tests.fakes.discord import FakeDiscord

GREETED = "Hello"


class Knock(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"knock:(?P<number>\d+)"):
    """A button that counts in its own id, so that it works after a restart."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Knock {number}", custom_id=f"knock:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: Any, /) -> Self:
        return cls(int(match["number"]))

    async def callback(self, interaction: Any) -> None:
        await interaction.response.edit_message(view=door(self.number + 1))


class Opinion(ui.Modal, title="Your opinion"):
    """A form with each kind of field."""

    words: ui.Label[Self] = ui.Label(
        text="Words", component=ui.TextInput(style=discord.TextStyle.long, min_length=3, max_length=4000)
    )
    grade: ui.Label[Self] = ui.Label(
        text="Grade",
        description="How good it is",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=name, value=name.lower()) for name in ("Good", "Bad")]
        ),
    )
    flags: ui.Label[Self] = ui.Label(
        text="Flags",
        component=ui.CheckboxGroup(
            required=False,
            min_values=0,
            options=[discord.CheckboxGroupOption(label=name, value=name.lower()) for name in ("Rude", "Wrong")],
        ),
    )


class Ask(ui.Button[ui.LayoutView]):
    """Opens the form."""

    def __init__(self) -> None:
        super().__init__(label="Say", custom_id="ask")


def door(number: int) -> ui.LayoutView:
    """A card with a button."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[Any] = ui.ActionRow(Knock(number), Ask())
    view.add_item(ui.Container(ui.TextDisplay(f"Knocked {number} times"), row))
    return view


class Bot(discord.AutoShardedClient):
    """What the tests run."""

    def __init__(self, **options: Any) -> None:
        intents = options.pop("intents", discord.Intents(guilds=True, guild_messages=True, dm_messages=True))
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            max_messages=None,
            **options,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.submitted: list[dict[str, Any]] = []
        self.resumes = 0
        self.shards_up: list[int] = []
        self.add_dynamic_items(Knock)
        self._commands()

    def _commands(self) -> None:
        @self.tree.command(name="hello", description="Say hello")
        async def hello(interaction: discord.Interaction, name: str = "you") -> None:
            await interaction.response.send_message(f"{GREETED} {name}", ephemeral=True)

        @self.tree.command(name="door", description="Show a door")
        async def show(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.edit_original_response(view=door(0))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No waiting between two sessions."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data = cast("dict[str, Any]", interaction.data)
        if interaction.type is discord.InteractionType.component and data["custom_id"] == "ask":
            await interaction.response.send_modal(Opinion(custom_id="opinion"))
        elif interaction.type is discord.InteractionType.modal_submit:
            self.submitted.append(data)
            await interaction.response.send_message("Thank you", ephemeral=True)

    async def on_resumed(self) -> None:
        self.resumes += 1

    async def on_shard_ready(self, shard_id: int) -> None:
        self.shards_up.append(shard_id)


def aim(fake: FakeDiscord) -> None:
    """Let discord.py talk to a fake."""
    discord.http.Route.BASE = fake.api_url
    webhooks.Route.BASE = fake.api_url  # type: ignore[attr-defined]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway_url)


@asynccontextmanager
async def running(fake: FakeDiscord, bot: Bot | None = None, token: str | None = None) -> AsyncIterator[Bot]:
    """A bot that is ready, until the end of the block."""
    aim(fake)
    bot = bot or Bot()
    async with bot:
        await bot.login(token or fake.token)
        running = asyncio.create_task(bot.connect())
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            await running
        try:
            yield bot
        finally:
            await bot.close()
            await asyncio.wait({running})
