"""Threads: made, filled, archived, locked, and too many of them."""

import discord
import pytest

from tests.fakes.discord import Channel, FakeDiscord, Human, Permission, Server
from tests.fakes.discord.tests.bot import Bot
from tests.fakes.discord.tests.views import door, later


class Yard:
    """A channel with a private thread in it."""

    def __init__(self, server: Server, channel: Channel, ann: Human, seen: discord.TextChannel) -> None:
        self.server, self.channel, self.ann, self.seen = server, channel, ann, seen

    async def thread(self, name: str = "ann's work", **options: object) -> discord.Thread:
        return await self.seen.create_thread(name=name, invitable=False, **options)  # type: ignore[arg-type]

    @property
    def threads(self) -> list[Channel]:
        return [*self.server.guild.threads.values()]


@pytest.fixture
async def yard(fake: FakeDiscord, bot: Bot) -> Yard:
    server = fake.guild()
    channel = server.text("tasks")
    seen = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(seen, discord.TextChannel)
    return Yard(server, channel, fake.human("ann", server), seen)


async def test_a_private_thread_is_seen_by_those_who_are_in_it(fake: FakeDiscord, yard: Yard) -> None:
    ben = fake.human("ben", yard.server)
    thread = await yard.thread()
    await thread.send("welcome")
    assert yard.ann.sees(yard.threads[0]) == []
    await thread.add_user(discord.Object(yard.ann.id))
    assert [one.text for one in yard.ann.sees(yard.threads[0])] == ["welcome"]
    assert (ben.sees(yard.threads[0]), yard.ann.threads()) == ([], yard.threads)
    assert {one.id for one in await thread.fetch_members()} == {fake.bot.id, yard.ann.id}


async def test_what_is_said_in_a_thread_is_heard(fake: FakeDiscord, bot: Bot, yard: Yard) -> None:
    thread = await yard.thread()
    await thread.add_user(discord.Object(yard.ann.id))
    await thread.send("your turn")
    card = yard.ann.sees(yard.threads[0])[-1]
    yard.ann.say(yard.threads[0], "my answer", reply_to=card)
    await fake.until(lambda: any(one.content == "my answer" for one in bot.heard))
    await yard.ann.say(yard.threads[0], "!door", reply_to=card).settled()
    assert yard.ann.sees(yard.threads[0])[-1].labels == ["Knock 0", "Say"]


async def test_a_quiet_thread_is_archived_and_woken_by_a_message(fake: FakeDiscord, bot: Bot, yard: Yard) -> None:
    thread = await yard.thread(auto_archive_duration=60)
    message = await thread.send("first")
    fake.advance(minutes=59)
    await thread.send("second")
    fake.advance(minutes=59)
    assert [one.archived for one in yard.threads] == [False]
    fake.advance(minutes=1)
    assert [one.archived for one in yard.threads] == [True]
    await fake.until(lambda: bot.get_channel(thread.id) is None)
    with pytest.raises(discord.HTTPException) as refused:
        await message.edit(content="third")
    assert refused.value.code == 50083
    with pytest.raises(discord.HTTPException):
        await thread.add_user(discord.Object(yard.ann.id))
    await thread.send("awake")
    assert [one.archived for one in yard.threads] == [False]


async def test_a_locked_thread_takes_nothing_from_those_who_can_not_manage_it(fake: FakeDiscord, yard: Yard) -> None:
    yard.server.forbid_bot(Permission.MANAGE_THREADS)
    thread = await yard.thread()
    await thread.add_user(discord.Object(yard.ann.id))
    yard.server.lock(yard.threads[0])
    with pytest.raises(discord.Forbidden) as locked:
        await thread.send("word")
    yard.server.archive(yard.threads[0], locked=True)
    with pytest.raises(discord.HTTPException) as archived:
        await thread.send("word")
    assert (locked.value.code, archived.value.code) == (160005, 50083)
    with pytest.raises(discord.Forbidden):
        await thread.edit(archived=False, locked=False)
    with pytest.raises(PermissionError):
        yard.ann.say(yard.threads[0], "word")
    yard.server.bot_may(Permission.MANAGE_THREADS | Permission.VIEW_CHANNEL)
    await thread.edit(archived=False, locked=False)
    await thread.send("word")


async def test_buttons_wake_an_archived_thread_but_no_locked_one(fake: FakeDiscord, yard: Yard) -> None:
    thread = await yard.thread()
    await thread.add_user(discord.Object(yard.ann.id))
    await thread.send(view=later())
    await thread.send(view=door(0))
    card, doors = yard.ann.sees(yard.threads[0])
    yard.server.archive(yard.threads[0])
    await yard.ann.press(card, "Later").settled()
    assert ([one.archived for one in yard.threads], card.text) == ([False], "Knocked 7 times")
    yard.server.forbid_bot(Permission.MANAGE_THREADS)
    yard.server.archive(yard.threads[0], locked=True)
    fake.patience = 0.2
    await yard.ann.press(doors, "Knock 0").over()
    assert doors.text == "Knocked 0 times"
    assert [one.code for one in fake.requests if one.status == 400] == [50083]


async def test_there_is_a_limit_of_active_threads(yard: Yard) -> None:
    yard.server.guild.max_threads = 2
    threads = [await yard.thread(f"thread {number}") for number in range(2)]
    with pytest.raises(discord.HTTPException) as refused:
        await yard.thread("one more")
    assert refused.value.code == 160006
    await threads[0].edit(archived=True)
    await yard.thread("one more")
    with pytest.raises(discord.HTTPException):
        await threads[0].edit(archived=False)


async def test_threads_need_their_permissions(yard: Yard) -> None:
    thread = await yard.thread()
    yard.server.forbid_bot(Permission.CREATE_PRIVATE_THREADS, Permission.SEND_MESSAGES_IN_THREADS)
    with pytest.raises(discord.Forbidden) as refused:
        await yard.thread()
    assert refused.value.code == 50013
    with pytest.raises(discord.Forbidden):
        await thread.send("word")


async def test_threads_are_listed_active_and_archived(fake: FakeDiscord, yard: Yard) -> None:
    first, second = await yard.thread("first"), await yard.thread("second")
    message = await yard.seen.send("a question")
    public = await message.create_thread(name="public")
    assert {one.id for one in await yard.seen.guild.active_threads()} == {first.id, second.id, public.id}
    await first.edit(archived=True)
    await public.edit(archived=True)
    assert [one.id async for one in yard.seen.archived_threads(private=True)] == [first.id]
    assert [one.id async for one in yard.seen.archived_threads(private=True, joined=True)] == [first.id]
    assert [one.id async for one in yard.seen.archived_threads()] == [public.id]
    with pytest.raises(discord.HTTPException):
        await message.create_thread(name="again")


async def test_a_deleted_thread_is_unknown(fake: FakeDiscord, bot: Bot, yard: Yard) -> None:
    thread = await yard.thread()
    yard.server.delete(yard.threads[0])
    await fake.until(lambda: bot.get_channel(thread.id) is None)
    with pytest.raises(discord.NotFound) as refused:
        await thread.send("word")
    assert refused.value.code == 10003


async def test_nobody_is_added_who_does_not_see_the_channel(fake: FakeDiscord, bot: Bot, yard: Yard) -> None:
    hidden = yard.server.text("hidden", hidden=True)
    seen = await fake.until(lambda: bot.get_channel(hidden.id))
    assert isinstance(seen, discord.TextChannel)
    thread = await seen.create_thread(name="secret")
    with pytest.raises(discord.Forbidden) as refused:
        await thread.add_user(discord.Object(yard.ann.id))
    assert refused.value.code == 50001
    await thread.leave()
    await thread.join()
    await thread.delete()
