"""How people, guilds and channels stand on the wire."""

from tests.fakes.discord import permissions
from tests.fakes.discord.channels import Channel, Kind, Overwrite
from tests.fakes.discord.guilds import Guild, Member, Role
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User


def user(one: User) -> Payload:
    payload: Payload = {
        "id": str(one.id),
        "username": one.name,
        "global_name": one.display,
        "discriminator": "0001" if one.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return {**payload, "bot": True} if one.bot else payload


def member(one: Member) -> Payload:
    return {**_bare_member(one), "user": user(one.user)}


def _bare_member(one: Member) -> Payload:
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "deaf": False,
        "flags": 0,
        "joined_at": one.joined_at.isoformat(),
        "mute": False,
        "nick": one.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in sorted(one.roles)],
    }


def author(guild: Guild | None, one: User) -> Payload:
    """The part of a message in the gateway that tells of its author's membership."""
    if guild is None or one.id not in guild.members:
        return {}
    return {"member": _bare_member(guild.members[one.id])}


def role(one: Role) -> Payload:
    payload: Payload = {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(int(one.permissions)),
        "position": one.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": one.managed_by is not None,
        "mentionable": False,
        "flags": 0,
    }
    return payload if one.managed_by is None else {**payload, "tags": {"bot_id": str(one.managed_by)}}


def overwrite(one: Overwrite) -> Payload:
    return {"id": str(one.id), "type": int(one.of_member), "allow": str(int(one.allow)), "deny": str(int(one.deny))}


def channel(one: Channel, viewer: User | None = None) -> Payload:
    """A channel of any kind; with `viewer` as it stands in an interaction, with what this person may do there."""
    draw = _direct if one.kind is Kind.DIRECT else _thread if one.is_thread else _text
    payload = draw(one)
    if viewer is None:
        return payload
    return {**payload, "permissions": str(permissions.in_channel(one, viewer.id))}


def _direct(one: Channel) -> Payload:
    people = [user(recipient) for recipient in one.recipients.values() if not recipient.bot]
    return {"id": str(one.id), "type": 1, "flags": 0, "last_message_id": _id(one.last_message_id), "recipients": people}


def _text(one: Channel) -> Payload:
    return {
        "id": str(one.id),
        "type": int(one.kind),
        "flags": 0,
        "guild_id": _id(one.guild_id),
        "name": one.name,
        "position": one.position,
        "parent_id": None,
        "topic": one.topic,
        "nsfw": one.nsfw,
        "rate_limit_per_user": one.slowmode,
        "last_message_id": _id(one.last_message_id),
        "permission_overwrites": [overwrite(each) for each in one.overwrites.values()],
    }


def _thread(one: Channel) -> Payload:
    archived_at = one.archived_at or one.created
    assert one.created
    assert archived_at
    metadata: Payload = {
        "archived": one.archived,
        "archive_timestamp": archived_at.isoformat(),
        "auto_archive_duration": one.archive_after,
        "locked": one.locked,
        "create_timestamp": one.created.isoformat(),
    }
    if one.is_private_thread:
        metadata["invitable"] = one.invitable
    return {
        "id": str(one.id),
        "type": int(one.kind),
        "flags": 0,
        "guild_id": _id(one.guild_id),
        "parent_id": str(one.base.id),
        "owner_id": str(one.owner_id),
        "name": one.name,
        "last_message_id": _id(one.last_message_id),
        "rate_limit_per_user": one.slowmode,
        "message_count": len(one.messages),
        "member_count": min(len(one.members), 50),
        "total_message_sent": one.sent,
        "thread_metadata": metadata,
    }


def thread_member(thread: Channel, user_id: int) -> Payload:
    joined = thread.members[user_id]
    return {"id": str(thread.id), "user_id": str(user_id), "join_timestamp": joined.isoformat(), "flags": 0}


def guild(one: Guild, *, counted: bool = False) -> Payload:
    """A guild as GET answers it."""
    payload: Payload = {
        **dict.fromkeys(_NOTHING),
        **dict.fromkeys(("verification_level", "default_message_notifications", "mfa_level", "nsfw_level"), 0),
        **dict.fromkeys(("explicit_content_filter", "premium_tier", "premium_subscription_count"), 0),
        **dict.fromkeys(("widget_enabled", "premium_progress_bar_enabled", "nsfw"), False),
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": one.locale,
        "roles": [role(each) for each in one.roles.values()],
        "emojis": [],
        "stickers": [],
    }
    if counted:
        payload |= {"approximate_member_count": len(one.members), "approximate_presence_count": 1}
    return payload


_NOTHING = (
    *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id"),
    *("afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code"),
    *("rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
)


_EMPTY = ("presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds")


def created_guild(one: Guild, bot: User, *, all_members: bool) -> Payload:
    """A guild as the gateway tells it when the bot connects or joins."""
    seen = [each for each in one.members.values() if all_members or each.user is bot]
    threads = [each for each in one.active_threads() if permissions.sees(each, bot.id)]
    return {
        **guild(one),
        **{name: [] for name in _EMPTY},
        "joined_at": one.members[bot.id].joined_at.isoformat(),
        "large": len(one.members) > 250,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [member(each) for each in seen],
        "channels": [channel(each) for each in one.channels.values()],
        "threads": [joined_thread(each, bot) for each in threads],
    }


def joined_thread(one: Channel, viewer: User) -> Payload:
    """A thread with somebody's membership in it."""
    payload = channel(one)
    return {**payload, "member": thread_member(one, viewer.id)} if viewer.id in one.members else payload


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
