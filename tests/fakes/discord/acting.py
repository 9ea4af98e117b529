"""Interactions on their way to the bot."""

from secrets import token_urlsafe

from tests.fakes.discord import letters, payloads, permissions
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.events import Event
from tests.fakes.discord.interactions import Act, Interaction
from tests.fakes.discord.messages import Message
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

LARGEST_FILE = 10 * 1024 * 1024


def act(
    world: World, act: Act, user: User, channel: Channel, data: Payload, message: Message | None = None
) -> Interaction:
    """Let somebody do something; the bot hears of it if it is connected."""
    token = token_urlsafe(48)
    now = world.moments.now()
    interaction = Interaction(world.moments.snowflake(), token, act, user, channel, now, data, message)
    world.interactions[interaction.id] = world.tokens[token] = interaction
    if world.portal.interactions_endpoint is None:
        interaction.heard = world.tell(Event("INTERACTION_CREATE", drawn(world, interaction), channel.guild_id))
    return interaction


def drawn(world: World, interaction: Interaction) -> Payload:
    """An interaction as the gateway tells it."""
    channel, user = interaction.channel, interaction.user
    bits = permissions.in_channel(channel, world.bot.id)
    payload: Payload = {
        "id": str(interaction.id),
        "application_id": str(world.bot.id),
        "type": int(interaction.act),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": payloads.channel(channel, user),
        "locale": user.locale,
        "entitlements": [],
        "app_permissions": str(bits),
        "attachment_size_limit": LARGEST_FILE,
        "authorizing_integration_owners": letters.owners(interaction),
        "context": 1 if channel.kind is Kind.DIRECT else 0,
    }
    payload |= _actor(interaction)
    if interaction.message:
        payload["message"] = letters.message(world, interaction.message)
    return payload


def _actor(interaction: Interaction) -> Payload:
    guild, user = interaction.channel.guild, interaction.user
    if guild is None:
        return {"user": payloads.user(user)}
    bits = permissions.in_channel(interaction.channel, user.id)
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": {**payloads.member(guild.members[user.id]), "permissions": str(bits)},
    }
