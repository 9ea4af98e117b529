"""The connection to Discord: what comes over the gateway goes to the reception, and nothing is kept here."""

import asyncio
import sys
from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands

from bots.discord.buttons import SignedButton, SignedSelect, written_over
from bots.discord.failing import answering, command_failed
from bots.discord.once import Once
from bots.discord.setup.pick import SignedPick
from core.failure import describe
from core.settings import Settings

if TYPE_CHECKING:
    from bots.discord.front import Front

GRACE = 2.0  # seconds for what is under way at the end
_HANDLERS = ("discord.py: on_", "discord-ui-", "CommandTree-")  # as the library names its tasks

log = structlog.get_logger()


def intents(settings: Settings) -> discord.Intents:
    """What we ask to be told: nothing privileged, unless the operator wants the text of every message in threads."""
    wanted = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    wanted.message_content = settings.discord_message_content
    return wanted


class Client(discord.AutoShardedClient):
    """One bot; as many shards as Discord recommends. `front` is there before it begins to hear."""

    front: "Front"
    hearing: asyncio.Task[None] | None = None
    leaving = False

    def __init__(self, settings: Settings) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        super().__init__(
            intents=intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self._own_gateway = settings.discord_gateway_url is not None
        self.once = Once()
        self.tree = Tree(self)
        self.tree.error(self._command_failed)
        self.new_session = asyncio.Event()
        self.deaf: set[int] = set()  # shards that have lost their connection

    async def setup_hook(self) -> None:
        """Know our buttons again, whichever process has drawn them."""
        self.add_dynamic_items(SignedButton, SignedSelect, SignedPick)

    def hear(self) -> asyncio.Task[None]:
        """Listen to the gateway, through losses of the connection, until closed; what ends it before is its result."""
        self.hearing = asyncio.create_task(self.connect())
        return self.hearing

    async def launch_shards(self) -> None:
        """With a gateway of our own only the number of shards is asked for, not the address."""
        if self._own_gateway and not self.shard_count:
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        await super().launch_shards()

    def takes(self, interaction: discord.Interaction) -> bool:
        """Whether an interaction is to be worked off: told for the first time, and not at the very end."""
        return not self.leaving and self.once.first(interaction.id)

    async def leave(self) -> None:
        """Hear nothing more, finish what is under way, and go; what is pressed now has to be pressed again."""
        self.leaving = True
        begun = [task for task in asyncio.all_tasks() if task.get_name().startswith(_HANDLERS)]
        if begun:
            await asyncio.wait(begun, timeout=GRACE)
        await self.close()

    async def pressed(self, interaction: discord.Interaction, token: str) -> None:
        """A button of ours was pressed."""
        if self.takes(interaction):
            async with answering(self.front.reception, interaction):
                await self.front.reception.pressed(interaction, token)

    async def chosen(self, interaction: discord.Interaction, tokens: list[str]) -> None:
        """Entries of a menu of ours were chosen."""
        if self.takes(interaction):
            async with answering(self.front.reception, interaction):
                await self.front.reception.chosen(interaction, tokens)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Forms are known by what they carry, and so are buttons of a message that was written anew since."""
        if interaction.type is discord.InteractionType.modal_submit:
            if self.takes(interaction):
                async with answering(self.front.reception, interaction):
                    await self.front.reception.submitted(interaction)
        elif (token := written_over(interaction)) is not None:
            await self.pressed(interaction, token)

    async def _command_failed(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        await command_failed(self.front.reception, interaction, error)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote where we can read."""
        if not message.author.bot and not self.leaving:
            await self.front.mail.came(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed what they wrote."""
        if not payload.message.author.bot and not self.leaving:
            await self.front.mail.changed(payload.message)

    async def on_shard_ready(self, shard_id: int) -> None:
        """A new session, which is told nothing of what was before it."""
        self.deaf.discard(shard_id)
        self.new_session.set()

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """The connection is lost; it comes again by itself."""
        self.deaf.add(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """The old session goes on, and is told what was missed."""
        self.deaf.discard(shard_id)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """What broke: its kind and place, never its words."""
        error = sys.exception()
        log.error("discord_event_failed", happening=event_method, error=None if error is None else describe(error))


class Tree(app_commands.CommandTree[Client]):
    """The commands; each is run once, however often Discord tells of it."""

    async def interaction_check(self, interaction: discord.Interaction[Client], /) -> bool:
        """Whether it is to be run."""
        return interaction.client.takes(interaction)
