"""Channels: read, made, changed and deleted; threads are changed and deleted in the same place."""

from tests.fakes.discord import checks, payloads, permissions, refusals, settings, threads
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.channels import Channel, Kind, Overwrite
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Payload


def read(call: Call, channel_id: str) -> Payload:
    channel = checks.seen(call.world, channel_id)
    return payloads.joined_thread(channel, call.world.bot) if channel.is_thread else payloads.channel(channel)


def of_guild(call: Call, guild_id: str) -> list[Payload]:
    guild = call.world.guild(int(guild_id))
    return [payloads.channel(one) for one in guild.channels.values()]


def create(call: Call, guild_id: str) -> Payload:
    checks.needs_in_guild(call.world, guild_id, Permission.MANAGE_CHANNELS)
    guild, body = call.world.guild(int(guild_id)), call.fields()
    channel = settings.add_channel(call.world, guild, body["name"], Kind(body.get("type") or 0))
    channel.topic = body.get("topic")
    for one in body.get("permission_overwrites") or []:
        _overwrite(channel, one["id"], one)
    settings.tell_channel(call.world, "CHANNEL_CREATE", channel)
    return payloads.channel(channel)


def change(call: Call, channel_id: str) -> Payload:
    channel = checks.seen(call.world, channel_id)
    if channel.kind is Kind.DIRECT:
        raise refusals.wrong_channel()
    if channel.is_thread:
        return _change_thread(call, channel)
    checks.needs(call.world, channel, Permission.MANAGE_CHANNELS)
    body = call.fields()
    channel.name = body.get("name", channel.name)
    channel.topic = body.get("topic", channel.topic)
    channel.slowmode = body.get("rate_limit_per_user", channel.slowmode) or 0
    for one in body.get("permission_overwrites") or []:
        _overwrite(channel, one["id"], one)
    settings.tell_channel(call.world, "CHANNEL_UPDATE", channel)
    return payloads.channel(channel)


def _change_thread(call: Call, thread: Channel) -> Payload:
    world, body = call.world, call.fields()
    _may_change_thread(call, thread)
    if "archived" in body and body["archived"] is not None:
        threads.archive(world, thread, archived=body["archived"])
    elif thread.archived:
        raise refusals.thread_archived()
    thread.locked = body.get("locked", thread.locked)
    thread.name = body.get("name", thread.name)
    thread.archive_after = body.get("auto_archive_duration", thread.archive_after)
    thread.invitable = body.get("invitable", thread.invitable)
    thread.slowmode = body.get("rate_limit_per_user", thread.slowmode) or 0
    threads.tell_updated(world, thread)
    return payloads.joined_thread(thread, world.bot)


def _may_change_thread(call: Call, thread: Channel) -> None:
    world, body = call.world, call.fields()
    if permissions.may(thread, world.bot.id, Permission.MANAGE_THREADS):
        return
    only_wakes = body.keys() <= {"archived", "auto_archive_duration"} and body.get("archived") is False
    if only_wakes and not thread.locked:
        return
    if thread.owner_id != world.bot.id or "locked" in body or thread.locked:
        raise refusals.missing_permissions()


def delete(call: Call, channel_id: str) -> Payload:
    channel = checks.seen(call.world, channel_id)
    if channel.kind is Kind.DIRECT:
        return payloads.channel(channel)
    checks.needs(call.world, channel, Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
    drawn = payloads.channel(channel)
    if channel.is_thread:
        threads.remove(call.world, channel)
    else:
        settings.remove_channel(call.world, channel)
    return drawn


def permit(call: Call, channel_id: str, overwrite_id: str) -> None:
    channel = checks.seen(call.world, channel_id)
    checks.needs(call.world, channel, Permission.MANAGE_ROLES)
    _overwrite(channel, overwrite_id, call.fields())
    settings.tell_channel(call.world, "CHANNEL_UPDATE", channel)


def no_longer_permit(call: Call, channel_id: str, overwrite_id: str) -> None:
    channel = checks.seen(call.world, channel_id)
    checks.needs(call.world, channel, Permission.MANAGE_ROLES)
    channel.overwrites.pop(int(overwrite_id), None)
    settings.tell_channel(call.world, "CHANNEL_UPDATE", channel)


def _overwrite(channel: Channel, of: str, body: Payload) -> None:
    allow, deny = int(body.get("allow") or 0), int(body.get("deny") or 0)
    channel.overwrites[int(of)] = Overwrite(int(of), bool(body.get("type")), allow, deny)


ROUTES = (
    Route("GET", "/channels/{channel_id}", read),
    Route("PATCH", "/channels/{channel_id}", change),
    Route("DELETE", "/channels/{channel_id}", delete),
    Route("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", permit, status=204),
    Route("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", no_longer_permit, status=204),
    Route("GET", "/guilds/{guild_id}/channels", of_guild),
    Route("POST", "/guilds/{guild_id}/channels", create, status=201),
)
