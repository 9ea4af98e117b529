"""Messages of channels, threads and direct messages."""

from datetime import timedelta

from tests.fakes.discord import checks, letters, limits, permissions, posting, refusals
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.channels import Channel
from tests.fakes.discord.messages import Flag, Message
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Payload

NONCE_LASTS = timedelta(minutes=5)
PINS = 250


def send(call: Call, channel_id: str) -> Payload:
    world, body = call.world, call.fields()
    channel = checks.seen(world, channel_id)
    checks.may_write(world, channel, body, with_files=bool(call.uploads))
    if (earlier := _sent_before(call, channel)) is not None:
        return letters.message(world, earlier)
    files = call.files()
    limits.message(body, body.get("flags") or 0, [one.name for one in files])
    flags = (body.get("flags") or 0) & (Flag.SUPPRESS_EMBEDS | Flag.SILENT | Flag.COMPONENTS_V2)
    message = posting.new(
        world,
        channel,
        world.bot,
        content=body.get("content") or "",
        components=body.get("components") or [],
        embeds=body.get("embeds") or [],
        flags=flags,
        files=files,
        nonce=body.get("nonce"),
        reply_to=_reply_to(channel, body.get("message_reference")),
    )
    if body.get("enforce_nonce") and message.nonce is not None:
        world.nonces[channel.id, str(message.nonce)] = message
    return letters.message(world, posting.post(world, message, body.get("allowed_mentions")))


def _sent_before(call: Call, channel: Channel) -> Message | None:
    body = call.fields()
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    earlier = call.world.nonces.get((channel.id, str(body["nonce"])))
    fresh = earlier is not None and call.world.moments.now() - earlier.timestamp < NONCE_LASTS
    return earlier if fresh else None


def _reply_to(channel: Channel, reference: Payload | None) -> int | None:
    if not reference or not reference.get("message_id"):
        return None
    wanted = int(reference["message_id"])
    if wanted in channel.messages:
        return wanted
    if reference.get("fail_if_not_exists", True):
        raise refusals.invalid("message_reference", "Unknown message")
    return None


def one(call: Call, channel_id: str, message_id: str) -> Payload:
    channel = checks.seen(call.world, channel_id)
    checks.needs(call.world, channel, Permission.READ_MESSAGE_HISTORY)
    return letters.fetched(call.world, call.world.message(channel, int(message_id)))


def history(call: Call, channel_id: str) -> list[Payload]:
    """Newest first, as Discord tells it."""
    channel = checks.seen(call.world, channel_id)
    if not permissions.may(channel, call.world.bot.id, Permission.READ_MESSAGE_HISTORY):
        return []
    limit = call.number("limit") or 50
    known = sorted(channel.messages.values(), key=lambda each: each.id)
    if (around := call.number("around")) is not None:
        near = sorted(known, key=lambda each: abs(each.id - around))[:limit]
        known = sorted(near, key=lambda each: each.id)
    elif (after := call.number("after")) is not None:
        known = [each for each in known if each.id > after][:limit]
    else:
        before = call.number("before")
        known = [each for each in known if before is None or each.id < before][-limit:]
    return [letters.fetched(call.world, each) for each in reversed(known)]


def edit(call: Call, channel_id: str, message_id: str) -> Payload:
    world, body = call.world, call.fields()
    channel = checks.seen(world, channel_id)
    message = world.message(channel, int(message_id))
    if message.author is not world.bot:
        raise refusals.not_the_author()
    checks.not_archived(channel)
    if world.refuses_old_edits and world.moments.now() - message.timestamp > timedelta(hours=1):
        raise refusals.too_many_old_edits(world.old_edits_again_after)
    files = call.files()
    limits.edit(message, body, [each.name for each in files])
    return letters.message(world, posting.rewrite(world, message, body, files))


def delete(call: Call, channel_id: str, message_id: str) -> None:
    world = call.world
    channel = checks.seen(world, channel_id)
    message = world.message(channel, int(message_id))
    if message.author is not world.bot:
        checks.needs(world, channel, Permission.MANAGE_MESSAGES)
    checks.not_archived(channel)
    posting.remove(world, message)


def bulk_delete(call: Call, channel_id: str) -> None:
    world = call.world
    channel = checks.seen(world, channel_id)
    checks.needs(world, channel, Permission.MANAGE_MESSAGES)
    for message_id in call.fields()["messages"]:
        if message := channel.messages.get(int(message_id)):
            posting.remove(world, message)


def type_along(call: Call, channel_id: str) -> None:
    channel = checks.seen(call.world, channel_id)
    checks.may_write(call.world, channel, {}, with_files=False)


def pins(call: Call, channel_id: str) -> Payload:
    channel = checks.seen(call.world, channel_id)
    pinned = [each for each in channel.messages.values() if each.pinned]
    return {"items": [letters.pin(call.world, each) for each in reversed(pinned)], "has_more": False}


def old_pins(call: Call, channel_id: str) -> list[Payload]:
    return [item["message"] for item in pins(call, channel_id)["items"]]


def pin(call: Call, channel_id: str, message_id: str) -> None:
    _pin(call, channel_id, message_id, pinned=True)


def unpin(call: Call, channel_id: str, message_id: str) -> None:
    _pin(call, channel_id, message_id, pinned=False)


def _pin(call: Call, channel_id: str, message_id: str, *, pinned: bool) -> None:
    channel = checks.seen(call.world, channel_id)
    checks.needs(call.world, channel, Permission.PIN_MESSAGES)
    message = call.world.message(channel, int(message_id))
    checks.not_archived(channel)
    if pinned and sum(each.pinned for each in channel.messages.values()) >= PINS:
        raise refusals.too_many_pins()
    posting.pin(call.world, message, pinned=pinned)


_ALL = "/channels/{channel_id}/messages"
_ONE = "/channels/{channel_id}/messages/{message_id}"
ROUTES = (
    Route("POST", _ALL, send),
    Route("GET", _ALL, history),
    Route("GET", f"{_ALL}/pins", pins),
    Route("PUT", f"{_ALL}/pins/{{message_id}}", pin, status=204),
    Route("DELETE", f"{_ALL}/pins/{{message_id}}", unpin, status=204),
    Route("GET", "/channels/{channel_id}/pins", old_pins),
    Route("PUT", "/channels/{channel_id}/pins/{message_id}", pin, status=204),
    Route("DELETE", "/channels/{channel_id}/pins/{message_id}", unpin, status=204),
    Route("POST", f"{_ALL}/bulk-delete", bulk_delete, status=204),
    Route("GET", _ONE, one),
    Route("PATCH", _ONE, edit),
    Route("DELETE", _ONE, delete, status=204),
    Route("POST", "/channels/{channel_id}/typing", type_along, status=204),
)
