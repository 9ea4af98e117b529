"""Messages over REST: written once, edited, listed, pinned, with files."""

import io

import discord
import pytest

from tests.fakes.discord import Channel, FakeDiscord, Human, Permission, Server
from tests.fakes.discord.events import Intent
from tests.fakes.discord.tests.bot import Bot


class Room:
    """A text channel, and somebody in it."""

    def __init__(self, server: Server, channel: Channel, ann: Human, seen: discord.TextChannel) -> None:
        self.server, self.channel, self.ann, self.seen = server, channel, ann, seen

    def texts(self) -> list[str]:
        return [one.text for one in self.ann.sees(self.channel)]


@pytest.fixture
async def room(fake: FakeDiscord, bot: Bot) -> Room:
    server = fake.guild()
    channel = server.text("talk")
    seen = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(seen, discord.TextChannel)
    return Room(server, channel, fake.human("ann", server), seen)


async def test_a_nonce_sends_a_message_once(fake: FakeDiscord, room: Room) -> None:
    first, second = [await room.seen.send("once", nonce="row-1") for _ in range(2)]
    third = await room.seen.send("twice", nonce="row-2")
    assert first.id == second.id != third.id
    assert room.texts() == ["once", "twice"]
    fake.advance(minutes=6)
    assert (await room.seen.send("late", nonce="row-1")).id != first.id


async def test_messages_are_edited_and_deleted_but_not_those_of_others(room: Room) -> None:
    message = await room.seen.send("first")
    await message.edit(content="second")
    assert (room.texts(), room.ann.sees(room.channel)[0].edited) == (["second"], True)
    await message.delete()
    assert room.texts() == []
    said = await room.seen.fetch_message(room.ann.say(room.channel, "mine").said.id)
    with pytest.raises(discord.Forbidden) as refused:
        await said.edit(content="yours")
    assert refused.value.code == 50005


async def test_history_is_told_newest_first_in_pages(fake: FakeDiscord, room: Room) -> None:
    fake.portal.intents = Intent.MESSAGE_CONTENT
    for number in range(105):
        room.ann.say(room.channel, f"word {number}")
    words = [one.content async for one in room.seen.history(limit=None)]
    assert (len(words), words[0], words[-1]) == (105, "word 104", "word 0")
    oldest = [one.content async for one in room.seen.history(limit=2, oldest_first=True)]
    assert oldest == ["word 0", "word 1"]


async def test_pins_are_kept_and_need_their_permission(room: Room) -> None:
    message = await room.seen.send("keep me")
    await message.pin()
    assert [one.id async for one in room.seen.pins()] == [message.id]
    room.server.forbid_bot(Permission.PIN_MESSAGES)
    with pytest.raises(discord.Forbidden) as refused:
        await message.unpin()
    assert refused.value.code == 50013


async def test_files_go_there_and_back(room: Room) -> None:
    file = discord.File(io.BytesIO("Bäume".encode()), "trees.txt", description="what grew")
    message = await room.seen.send("see", files=[file, discord.File(io.BytesIO(b"two"), "two.md")])
    assert [(one.name, one.data) for one in room.ann.sees(room.channel)[0].files] == [
        ("trees.txt", "Bäume".encode()),
        ("two.md", b"two"),
    ]
    assert (await message.attachments[0].read()).decode() == "Bäume"
    assert message.attachments[0].description == "what grew"
    await message.edit(attachments=[discord.File(io.BytesIO(b"three"), "three.md")])
    assert [one.name for one in room.ann.sees(room.channel)[0].files] == ["three.md"]


async def test_nobody_is_pinged_who_must_not_be(room: Room) -> None:
    await room.seen.send(f"@everyone {room.ann.mention}")
    quiet = room.ann.sees(room.channel)[0].message
    assert (quiet.mentions, quiet.mention_everyone) == ([], False)
    await room.seen.send(room.ann.mention, allowed_mentions=discord.AllowedMentions(users=True))
    assert room.ann.sees(room.channel)[1].message.mentions == [room.ann.user]


async def test_a_reply_names_what_it_replies_to(room: Room) -> None:
    message = await room.seen.fetch_message(room.ann.say(room.channel, "a question").said.id)
    answer = await message.reply("an answer")
    assert answer.reference
    assert answer.reference.message_id == message.id
    await message.delete()
    with pytest.raises(discord.HTTPException) as refused:
        await message.reply("too late")
    assert refused.value.code == 50035


async def test_direct_messages_are_refused_by_those_who_closed_them(bot: Bot, room: Room) -> None:
    user = await bot.fetch_user(room.ann.id)
    message = await user.send("hello")
    assert [one.text for one in room.ann.sees(room.ann.dm)] == ["hello"]
    room.ann.close_dms()
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("again")
    assert refused.value.code == 50007
    room.ann.open_dms()
    room.ann.leave(room.server.guild)
    with pytest.raises(discord.Forbidden):
        await user.send("again")
    await message.edit(content="still possible")


async def test_what_is_gone_is_unknown(room: Room) -> None:
    message = await room.seen.send("short")
    await message.delete()
    with pytest.raises(discord.NotFound) as refused:
        await message.edit(content="long")
    assert refused.value.code == 10008
    room.server.delete(room.channel)
    with pytest.raises(discord.NotFound) as refused:
        await room.seen.send("anybody?")
    assert refused.value.code == 10003


async def test_a_channel_can_be_hidden_or_forbidden(room: Room) -> None:
    room.server.permit(room.channel, room.server.bot_role, deny=Permission.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden) as refused:
        await room.seen.send("word")
    assert refused.value.code == 50013
    room.server.permit(room.channel, room.server.bot_role, deny=Permission.VIEW_CHANNEL)
    with pytest.raises(discord.Forbidden) as refused:
        await room.seen.send("word")
    assert refused.value.code == 50001
    room.server.permit(room.channel, room.ann, deny=Permission.VIEW_CHANNEL)
    assert room.ann.sees(room.channel) == []


async def test_edits_of_old_messages_may_be_refused(fake: FakeDiscord, room: Room) -> None:
    message = await room.seen.send("board")
    fake.refuse_old_edits()
    await message.edit(content="young")
    fake.advance(hours=2)
    with pytest.raises(discord.HTTPException) as refused:
        await message.edit(content="old")
    assert refused.value.code == 30046
    fake.refuse_old_edits(after=0.01)
    with pytest.raises(discord.HTTPException):
        await message.edit(content="old")
    assert fake.requests.count("PATCH", "/channels/{channel_id}/messages/{message_id}", 429) == 1 + 5
