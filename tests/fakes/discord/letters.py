"""How messages and files stand on the wire."""

from tests.fakes.discord import payloads
from tests.fakes.discord.events import Intent
from tests.fakes.discord.interactions import Act, Interaction
from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.moments import moment_of
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.world import World

HIDDEN = ("embeds", "attachments", "components")


def file(world: World, one: File, *, ephemeral: bool = False) -> Payload:
    url = f"{world.cdn}/attachments/{one.id}/{one.name}"
    payload: Payload = {"id": str(one.id), "filename": one.name, "size": len(one.data), "url": url, "proxy_url": url}
    if one.content_type:
        payload["content_type"] = one.content_type
    if one.description:
        payload["description"] = one.description
    return {**payload, "ephemeral": True} if ephemeral else payload


def message(world: World, one: Message, *, quoted: bool = True) -> Payload:
    """A message as REST answers it."""
    payload: Payload = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "type": one.type,
        "author": payloads.user(one.author),
        "content": one.content,
        "timestamp": one.timestamp.isoformat(),
        "edited_timestamp": one.edited.isoformat() if one.edited else None,
        "tts": False,
        "mention_everyone": one.mention_everyone,
        "mentions": [payloads.user(each) for each in one.mentions],
        "mention_roles": [str(role_id) for role_id in one.mention_roles],
        "attachments": [file(world, each, ephemeral=one.ephemeral) for each in one.files],
        "embeds": one.embeds,
        "components": one.components,
        "pinned": one.pinned,
        "flags": one.flags,
    }
    if one.nonce is not None:
        payload["nonce"] = one.nonce
    if one.interaction:
        payload |= _answer(one.interaction, one)
    if one.reply_to:
        payload |= _reply(world, one, quoted=quoted)
    if one.thread:
        payload["thread"] = payloads.channel(one.thread)
    return payload


def _reply(world: World, one: Message, *, quoted: bool) -> Payload:
    reference: Payload = {"type": 0, "channel_id": str(one.channel.id), "message_id": str(one.reply_to)}
    if one.channel.guild_id:
        reference["guild_id"] = str(one.channel.guild_id)
    if not quoted:
        return {"message_reference": reference}
    original = one.channel.messages.get(one.reply_to or 0)
    drawn = message(world, original, quoted=False) if original else None
    return {"message_reference": reference, "referenced_message": drawn}


def _answer(interaction: Interaction, one: Message) -> Payload:
    metadata: Payload = {
        "id": str(interaction.id),
        "type": int(interaction.act),
        "user": payloads.user(interaction.user),
        "authorizing_integration_owners": owners(interaction),
    }
    if interaction.original and interaction.original is not one:
        metadata["original_response_message_id"] = str(interaction.original.id)
    if interaction.act is Act.COMPONENT and interaction.message:
        metadata["interacted_message_id"] = str(interaction.message.id)
    payload: Payload = {"application_id": str(one.author.id), "webhook_id": str(one.author.id)}
    if interaction.act is Act.COMMAND:
        name = interaction.data["name"]
        legacy = {"id": str(interaction.id), "type": 2, "name": name, "user": payloads.user(interaction.user)}
        payload["interaction"] = legacy
    if interaction.act is Act.SUBMIT:
        opener: Payload = {"id": str(interaction.id), "type": 2, "authorizing_integration_owners": {}}
        metadata["triggering_interaction_metadata"] = opener
    return {**payload, "interaction_metadata": metadata}


def owners(interaction: Interaction) -> dict[str, str]:
    """On whose behalf the application is installed there."""
    return {"0": str(interaction.channel.guild_id or 0)}


def told(world: World, one: Message) -> Payload:
    """A message as the gateway tells it."""
    guild = one.channel.guild
    place: Payload = {"guild_id": str(guild.id)} if guild else {}
    kind: Payload = {"channel_type": int(one.channel.kind)}
    return {**message(world, one), **place, **kind, **payloads.author(guild, one.author)}


def bare(world: World, one: Message, drawn: Payload) -> Payload | None:
    """The same for a session without the intent for content, where that makes a difference."""
    bot = world.bot
    if one.channel.guild is None or one.author is bot or bot in one.mentions:
        return None
    return {**drawn, "content": "", **{name: [] for name in HIDDEN}}


def fetched(world: World, one: Message) -> Payload:
    """A message as it is read later: what the gateway would not have told, the rest of Discord does not tell either."""
    drawn = message(world, one)
    return drawn if world.portal.intents & Intent.MESSAGE_CONTENT else bare(world, one, drawn) or drawn


def pin(world: World, one: Message) -> Payload:
    return {"pinned_at": (one.edited or moment_of(one.id)).isoformat(), "message": message(world, one)}
