"""Threads: made, joined, archived, and woken by a message."""

from datetime import timedelta

from tests.fakes.discord import payloads, permissions, refusals
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.events import Event, Intent
from tests.fakes.discord.guilds import Guild
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World


def start(world: World, parent: Channel, owner: User, name: str, kind: Kind, **fields: object) -> Channel:
    """A new thread below a channel, with its owner in it."""
    guild = parent.home
    _room_for_one(guild)
    now = world.moments.now()
    thread = Channel(world.moments.snowflake(), kind, name, guild, parent=parent, owner_id=owner.id)
    thread.created = thread.active_at = now
    for field, value in fields.items():
        setattr(thread, field, value)
    thread.members[owner.id] = now
    world.channels[thread.id] = guild.threads[thread.id] = thread
    if heard(world, thread):
        world.tell(
            _event("THREAD_CREATE", thread, {**payloads.joined_thread(thread, world.bot), "newly_created": True})
        )
    world.changed(thread)
    return thread


def _room_for_one(guild: Guild) -> None:
    if sum(1 for _ in guild.active_threads()) >= guild.max_threads:
        raise refusals.too_many_threads()


def heard(world: World, channel: Channel) -> bool:
    """Whether the bot hears of what happens in a channel."""
    return permissions.sees(channel, world.bot.id)


def add(world: World, thread: Channel, user: User) -> None:
    """Let somebody join, or be added by another."""
    if user.id in thread.members:
        return
    heard_before = heard(world, thread)
    thread.members[user.id] = world.moments.now()
    if user is world.bot and not heard_before:
        world.tell(_event("THREAD_CREATE", thread, payloads.joined_thread(thread, world.bot)))
    _tell_members(world, thread, {"added_members": [payloads.thread_member(thread, user.id)]})
    world.changes.tell()


def leave(world: World, thread: Channel, user: User) -> None:
    """Let somebody leave, or be put out."""
    if thread.members.pop(user.id, None):
        _tell_members(world, thread, {"removed_member_ids": [str(user.id)]})
        world.changes.tell()


def _tell_members(world: World, thread: Channel, change: dict[str, object]) -> None:
    data = {"id": str(thread.id), "guild_id": str(thread.guild_id), "member_count": min(len(thread.members), 50)}
    if heard(world, thread) or str(world.bot.id) in change.get("removed_member_ids", []):  # type: ignore[operator]
        world.tell(_event("THREAD_MEMBERS_UPDATE", thread, {**data, **change}))


def archive(world: World, thread: Channel, *, archived: bool) -> None:
    """Put a thread away, or take it out again."""
    if thread.archived == archived:
        return
    if not archived:
        _room_for_one(thread.home)
        thread.active_at = world.moments.now()
    thread.archived = archived
    thread.archived_at = world.moments.now()


def tell_updated(world: World, thread: Channel) -> None:
    """Tell that something about a thread changed."""
    if heard(world, thread):
        world.tell(_event("THREAD_UPDATE", thread, payloads.joined_thread(thread, world.bot)))
    world.changed(thread)


def used(world: World, thread: Channel) -> None:
    """A message was written: the thread is active, and woken if it was archived."""
    thread.sent += 1
    thread.active_at = world.moments.now()
    if thread.archived:
        archive(world, thread, archived=False)
        tell_updated(world, thread)


def archive_the_quiet(world: World, guild: Guild) -> None:
    """Archive the threads in which nobody wrote for as long as they were told to wait."""
    for thread in [*guild.active_threads()]:
        assert thread.active_at
        if world.moments.now() - thread.active_at >= timedelta(minutes=thread.archive_after):
            archive(world, thread, archived=True)
            tell_updated(world, thread)


def remove(world: World, thread: Channel) -> None:
    """Delete a thread with everything in it."""
    was_heard = heard(world, thread)
    del thread.home.threads[thread.id]
    del world.channels[thread.id]
    for message in thread.messages.values():
        message.deleted = True
    data = {"id": str(thread.id), "guild_id": str(thread.guild_id), "parent_id": str(thread.base.id)}
    if was_heard:
        world.tell(_event("THREAD_DELETE", thread, {**data, "type": int(thread.kind)}))
    world.changes.tell()


def _event(name: str, thread: Channel, data: dict[str, object]) -> Event:
    return Event(name, dict(data), thread.guild_id, Intent.GUILDS)
