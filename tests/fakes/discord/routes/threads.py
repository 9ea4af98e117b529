"""Threads: made, joined, left and listed."""

from tests.fakes.discord import checks, payloads, permissions, refusals, threads
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Payload


def start(call: Call, channel_id: str) -> Payload:
    world, body = call.world, call.fields()
    parent = _parent(call, channel_id)
    kind = Kind(body.get("type") or Kind.PRIVATE_THREAD)
    private = kind is Kind.PRIVATE_THREAD
    checks.needs(world, parent, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    options = _options(body)
    if private:
        options["invitable"] = body.get("invitable", True)
    return _drawn(call, threads.start(world, parent, world.bot, body["name"], kind, **options))


def start_from_message(call: Call, channel_id: str, message_id: str) -> Payload:
    world, body = call.world, call.fields()
    parent = _parent(call, channel_id)
    message = world.message(parent, int(message_id))
    checks.needs(world, parent, Permission.CREATE_PUBLIC_THREADS)
    if message.thread:
        raise refusals.thread_exists()
    thread = threads.start(world, parent, world.bot, body["name"], Kind.PUBLIC_THREAD, **_options(body))
    message.thread = thread
    return _drawn(call, thread)


def _parent(call: Call, channel_id: str) -> Channel:
    parent = checks.seen(call.world, channel_id)
    if parent.kind not in (Kind.TEXT, Kind.NEWS):
        raise refusals.wrong_channel()
    return parent


def _options(body: Payload) -> Payload:
    return {
        "archive_after": body.get("auto_archive_duration") or 1440,
        "slowmode": body.get("rate_limit_per_user") or 0,
    }


def _drawn(call: Call, thread: Channel) -> Payload:
    return payloads.joined_thread(thread, call.world.bot)


def join(call: Call, channel_id: str) -> None:
    thread = _thread(call, channel_id)
    checks.not_archived(thread)
    threads.add(call.world, thread, call.world.bot)


def leave(call: Call, channel_id: str) -> None:
    thread = _thread(call, channel_id)
    checks.not_archived(thread)
    threads.leave(call.world, thread, call.world.bot)


def add(call: Call, channel_id: str, user_id: str) -> None:
    world = call.world
    thread = _thread(call, channel_id)
    checks.not_archived(thread)
    checks.needs(world, thread, Permission.SEND_MESSAGES_IN_THREADS)
    member = world.member(thread.home, int(user_id))
    if not permissions.sees(thread.base, member.user.id):
        raise refusals.missing_access()
    threads.add(world, thread, member.user)


def put_out(call: Call, channel_id: str, user_id: str) -> None:
    world = call.world
    thread = _thread(call, channel_id)
    checks.not_archived(thread)
    if thread.owner_id != world.bot.id or not thread.is_private_thread:
        checks.needs(world, thread, Permission.MANAGE_THREADS)
    threads.leave(world, thread, world.users[int(user_id)])


def members(call: Call, channel_id: str) -> list[Payload]:
    thread = _thread(call, channel_id)
    return [payloads.thread_member(thread, user_id) for user_id in thread.members]


def member(call: Call, channel_id: str, user_id: str) -> Payload:
    thread = _thread(call, channel_id)
    if int(user_id) not in thread.members:
        raise refusals.unknown("Member")
    return payloads.thread_member(thread, int(user_id))


def _thread(call: Call, channel_id: str) -> Channel:
    thread = checks.seen(call.world, channel_id)
    if not thread.is_thread:
        raise refusals.wrong_channel()
    return thread


def active(call: Call, guild_id: str) -> Payload:
    guild = call.world.guild(int(guild_id))
    seen = [one for one in guild.active_threads() if permissions.sees(one, call.world.bot.id)]
    return _listed(call, seen)


def archived_public(call: Call, channel_id: str) -> Payload:
    return _archived(call, channel_id, Kind.PUBLIC_THREAD)


def archived_private(call: Call, channel_id: str) -> Payload:
    checks.needs(call.world, checks.seen(call.world, channel_id), Permission.MANAGE_THREADS)
    return _archived(call, channel_id, Kind.PRIVATE_THREAD)


def archived_private_joined(call: Call, channel_id: str) -> Payload:
    return _archived(call, channel_id, Kind.PRIVATE_THREAD, joined=True)


def _archived(call: Call, channel_id: str, kind: Kind, *, joined: bool = False) -> Payload:
    parent = checks.seen(call.world, channel_id)
    checks.needs(call.world, parent, Permission.READ_MESSAGE_HISTORY)
    found = [one for one in parent.home.threads.values() if one.archived and one.parent is parent and one.kind is kind]
    if joined:
        found = [one for one in found if call.world.bot.id in one.members]
    found.sort(key=lambda one: one.archived_at or one.created or call.world.moments.now(), reverse=True)
    limit = call.number("limit") or 50
    return _listed(call, found[:limit], more=len(found) > limit)


def _listed(call: Call, found: list[Channel], *, more: bool = False) -> Payload:
    own = [payloads.thread_member(one, call.world.bot.id) for one in found if call.world.bot.id in one.members]
    return {"threads": [payloads.channel(one) for one in found], "members": own, "has_more": more}


_MEMBERS = "/channels/{channel_id}/thread-members"
ROUTES = (
    Route("POST", "/channels/{channel_id}/threads", start, status=201),
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_from_message, status=201),
    Route("GET", _MEMBERS, members),
    Route("PUT", f"{_MEMBERS}/@me", join, status=204),
    Route("DELETE", f"{_MEMBERS}/@me", leave, status=204),
    Route("GET", f"{_MEMBERS}/{{user_id}}", member),
    Route("PUT", f"{_MEMBERS}/{{user_id}}", add, status=204),
    Route("DELETE", f"{_MEMBERS}/{{user_id}}", put_out, status=204),
    Route("GET", "/guilds/{guild_id}/threads/active", active),
    Route("GET", "/channels/{channel_id}/threads/archived/public", archived_public),
    Route("GET", "/channels/{channel_id}/threads/archived/private", archived_private),
    Route("GET", "/channels/{channel_id}/users/@me/threads/archived/private", archived_private_joined),
)
