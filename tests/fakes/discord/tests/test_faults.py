"""What goes wrong on the way: limits, failures, broken connections, answers without a name."""

import asyncio

import aiohttp
import discord
import pytest

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.tests.bot import Bot

MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
async def seen(fake: FakeDiscord, bot: Bot) -> discord.TextChannel:
    """A channel, as the bot has it."""
    channel = fake.guild().text("talk")
    found = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(found, discord.TextChannel)
    return found


async def test_a_limit_of_a_route_is_waited_out(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    fake.faults.limit("/channels/*/messages", method="POST", times=2)
    await seen.send("patience")
    assert (fake.requests.count("POST", MESSAGES, 429), fake.requests.count("POST", MESSAGES, 200)) == (2, 1)


async def test_a_limit_of_the_whole_bot_holds_all_routes_up(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    fake.faults.limit(MESSAGES, whole=True)
    await asyncio.gather(seen.send("one"), seen.guild.fetch_roles())
    assert fake.requests.count("POST", MESSAGES) == 2


async def test_a_ban_by_the_proxy_is_not_waited_out(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    fake.faults.ban(MESSAGES)
    with pytest.raises(discord.HTTPException) as refused:
        await seen.send("word")
    assert refused.value.status == 429


async def test_a_failure_is_told(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    fake.faults.fail(MESSAGES, status=503)
    with pytest.raises(discord.DiscordServerError):
        await seen.send("word")
    assert (await seen.send("word")).content == "word"


async def test_an_answer_without_a_content_type_is_no_json(fake: FakeDiscord, bot: Bot) -> None:
    fake.faults.nameless("/users/@me")
    me = await bot.http.request(discord.http.Route("GET", "/users/@me"))
    assert isinstance(me, str)
    assert isinstance(await bot.http.request(discord.http.Route("GET", "/users/@me")), dict)


async def test_a_broken_connection_may_have_done_its_work(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    channel = fake.world.channels[seen.id]
    fake.faults.reset(MESSAGES)
    with pytest.raises(aiohttp.ClientError):
        await seen.send("lost", nonce="a")
    assert len(channel.messages) == 0
    fake.faults.reset(MESSAGES, done=True)
    with pytest.raises(aiohttp.ClientError):
        await seen.send("kept", nonce="b")
    await seen.send("kept", nonce="b")
    assert [one.content for one in channel.messages.values()] == ["kept"]


async def test_a_request_is_held_until_the_test_lets_it_through(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    channel = fake.world.channels[seen.id]
    before, after = fake.faults.hold(MESSAGES), fake.faults.hold(MESSAGES, done=True)
    first = asyncio.create_task(seen.send("first"))
    await before.arrived.wait()
    assert len(channel.messages) == 0
    before.open()
    await first
    second = asyncio.create_task(seen.send("second"))
    await after.arrived.wait()
    assert (len(channel.messages), second.done()) == (2, False)
    after.open()
    await second


async def test_a_fault_is_lifted(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    fault = fake.faults.fail("**", status=400, times=None)
    for _ in range(2):
        with pytest.raises(discord.HTTPException):
            await seen.send("word")
    fake.faults.lift(fault)
    fake.faults.delay(0.01)
    assert (await seen.send("word")).content == "word"


async def test_limits_can_be_as_narrow_as_discords(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    fake.buckets.like_discord()
    fake.buckets.rules["POST", MESSAGES] = (2, 0.05)
    for number in range(5):
        await seen.send(f"word {number}")
    assert len(fake.world.channels[seen.id].messages) == 5
    assert fake.buckets.refused == 0


async def test_the_log_tells_what_was_asked_for(fake: FakeDiscord, seen: discord.TextChannel) -> None:
    await seen.send("word")
    request = [*fake.requests][-1]
    assert (request.method, request.route, request.status, request.body["content"]) == ("POST", MESSAGES, 200, "word")
    assert request.body["allowed_mentions"] == {"parse": []}
    assert str(request).startswith("POST /channels/")
