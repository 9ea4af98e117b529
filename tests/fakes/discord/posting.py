"""Writing, editing and deleting messages, whoever does it."""

from typing import Any

from tests.fakes.discord import letters, mentions, threads
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.events import Event, Intent
from tests.fakes.discord.messages import File, Flag, Message, numbered
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World


def post(world: World, message: Message, allowed: Payload | None = None) -> Message:
    """Put a new message into its channel and tell of it."""
    channel = message.channel
    message.components = numbered(message.components)
    replied = channel.messages.get(message.reply_to or 0)
    mentions.settle(world, message, allowed, replied.author if replied else None)
    world.shelf(message)[message.id] = message
    if message.viewer is None:
        channel.last_message_id = message.id
        if channel.is_thread:
            threads.used(world, channel)
        _tell(world, "MESSAGE_CREATE", message)
    world.changed(channel, message.viewer, stirred=message.author is world.bot and not message.loading)
    return message


def new(world: World, channel: Channel, author: User, **fields: Any) -> Message:
    """A message that isn't posted yet."""
    now = world.moments.now()
    message = Message(world.moments.snowflake(), channel, author, now, **fields)
    if message.reply_to:
        message.type = 19
    return message


def rewrite(world: World, message: Message, body: Payload, files: list[File], *, quiet: bool = False) -> Message:
    """Edit a message: only what stands in the body changes."""
    if "content" in body:
        message.content = body["content"] or ""
    if "components" in body:
        message.components = numbered(body["components"] or [])
    if "embeds" in body:
        message.embeds = body["embeds"] or []
    if "flags" in body:
        kept = message.flags & (Flag.EPHEMERAL | Flag.COMPONENTS_V2)
        message.flags = kept | ((body["flags"] or 0) & (Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2))
    message.flags &= ~Flag.LOADING
    if "attachments" in body or files:
        named = {int(one["id"]) for one in body.get("attachments") or []}
        message.files = [one for one in message.files if one.id in named] + files
    replied = message.channel.messages.get(message.reply_to or 0)
    mentions.settle(world, message, body.get("allowed_mentions"), replied.author if replied else None)
    message.edited = None if quiet else world.moments.now()
    message.versions += 1
    _tell(world, "MESSAGE_UPDATE", message)
    world.changed(message.channel, message.viewer, stirred=message.author is world.bot)
    return message


def remove(world: World, message: Message) -> None:
    """Delete a message."""
    message.deleted = True
    world.shelf(message).pop(message.id, None)
    if message.viewer is None:
        place = {"guild_id": str(message.channel.guild_id)} if message.channel.guild else {}
        data = {"id": str(message.id), "channel_id": str(message.channel.id), **place}
        world.tell(_event("MESSAGE_DELETE", message.channel, data))
    world.changed(message.channel, message.viewer, stirred=message.author is world.bot)


def pin(world: World, message: Message, *, pinned: bool) -> None:
    """Pin or unpin a message."""
    message.pinned = pinned
    data: Payload = {"channel_id": str(message.channel.id), "last_pin_timestamp": world.moments.text()}
    if message.channel.guild_id:
        data["guild_id"] = str(message.channel.guild_id)
    world.tell(Event("CHANNEL_PINS_UPDATE", data, message.channel.guild_id, Intent.GUILDS))
    _tell(world, "MESSAGE_UPDATE", message)
    world.changed(message.channel)


def _tell(world: World, name: str, message: Message) -> None:
    if message.viewer or not threads.heard(world, message.channel):
        return
    drawn = letters.told(world, message)
    world.tell(_event(name, message.channel, drawn, letters.bare(world, message, drawn)))


def _event(name: str, channel: Channel, data: Payload, bare: Payload | None = None) -> Event:
    intents = Intent.DIRECT_MESSAGES if channel.kind is Kind.DIRECT else Intent.GUILD_MESSAGES
    return Event(name, data, channel.guild_id, intents, bare)
