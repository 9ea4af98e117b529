"""The gateway towards the real library: identifying, hearing, breaking off and resuming."""

import discord
import pytest

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.events import Intent
from tests.fakes.discord.tests.bot import INTENTS, Bot, running


async def test_a_bad_token_is_refused_over_rest(fake: FakeDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(fake, token="wrong"):
            pass


async def test_a_token_that_went_bad_is_refused_by_the_gateway(fake: FakeDiscord) -> None:
    bot = Bot()
    async with running(fake, bot):
        fake.world.token = "changed"
        fake.gateway.forget()
        await fake.gateway.drop()
        await fake.until(bot.is_closed)
    assert fake.gateway.identified == 1


async def test_an_intent_that_the_portal_does_not_grant_is_refused(fake: FakeDiscord) -> None:
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(fake, Bot(intents)):
            pass
    fake.portal.intents = Intent.MESSAGE_CONTENT
    async with running(fake, Bot(intents)):
        assert fake.gateway.connected == 1


async def test_what_was_missed_is_told_after_a_resume(fake: FakeDiscord, bot: Bot) -> None:
    ann = fake.human("ann", fake.guild())
    await fake.gateway.drop()
    for number in range(3):
        ann.say(ann.dm, f"word {number}")
    await fake.until(lambda: len(bot.heard) == 3)
    assert [one.content for one in bot.heard] == ["word 0", "word 1", "word 2"]
    assert (fake.gateway.identified, fake.gateway.resumed) == (1, 1)


async def test_a_connection_that_breaks_without_a_word_is_resumed(fake: FakeDiscord, bot: Bot) -> None:
    fake.gateway.cut()
    await fake.until(lambda: fake.gateway.resumed == 1)
    assert fake.gateway.identified == 1


async def test_a_request_to_reconnect_is_followed_by_a_resume(fake: FakeDiscord, bot: Bot) -> None:
    fake.gateway.ask_to_reconnect()
    await fake.until(lambda: fake.gateway.resumed == 1)
    assert fake.gateway.identified == 1


async def test_a_void_session_is_followed_by_a_new_one(fake: FakeDiscord, bot: Bot) -> None:
    ann = fake.human("ann", fake.guild())
    fake.gateway.invalidate()
    ann.say(ann.dm, "lost")
    await fake.until(lambda: fake.gateway.identified == 2 and fake.gateway.connected)
    ann.say(ann.dm, "heard")
    await fake.until(lambda: bot.heard)
    assert [one.content for one in bot.heard] == ["heard"]


async def test_a_forgotten_session_can_not_be_resumed(fake: FakeDiscord, bot: Bot) -> None:
    fake.gateway.forget()
    await fake.gateway.drop()
    await fake.until(lambda: fake.gateway.identified == 2)
    assert fake.gateway.resumed == 0


async def test_a_gateway_that_answers_no_heartbeat_is_left_and_found_again(fake: FakeDiscord) -> None:
    fake.gateway.heartbeat, fake.gateway.deaf = 0.02, True
    async with running(fake, Bot(heartbeat_timeout=0.2)):
        await fake.until(lambda: fake.gateway.resumed >= 1)
        fake.gateway.deaf = False


async def test_heartbeats_are_answered(fake: FakeDiscord) -> None:
    fake.gateway.heartbeat = 0.02
    async with running(fake) as bot:
        await fake.until(lambda: fake.gateway.beats >= 3)
        assert bot.latency < 20


async def test_each_shard_hears_of_its_own_guilds(fake: FakeDiscord) -> None:
    fake.portal.shards = 2
    servers = [fake.guild(f"guild {number}", id=(1_000_000 + number) << 22) for number in range(4)]
    ann = fake.human("ann", *servers)
    channels = [server.text("talk") for server in servers]
    async with running(fake) as bot:
        await fake.connected(2)
        assert {guild.id: guild.shard_id for guild in bot.guilds} == {one.id: (one.id >> 22) % 2 for one in servers}
        for channel in channels:
            ann.say(channel, f"{bot.user and bot.user.mention} hello")
        await fake.until(lambda: len(bot.heard) == 4)
        ann.say(ann.dm, "and here")
        await fake.until(lambda: len(bot.heard) == 5)


async def test_content_is_told_only_where_the_intent_or_the_person_allows_it(fake: FakeDiscord, bot: Bot) -> None:
    ann = fake.human("ann", server := fake.guild())
    channel = server.text("talk")
    ann.say(channel, "not for bots", attachments=[("a.txt", b"a")])
    ann.say(channel, f"<@{fake.bot.id}> for the bot")
    card = ann.sees(channel)[0]
    ann.say(ann.dm, "direct")
    await fake.until(lambda: len(bot.heard) == 3)
    assert [one.content for one in bot.heard] == ["", f"<@{fake.bot.id}> for the bot", "direct"]
    assert bot.heard[0].attachments == []
    assert card.text == "not for bots"
    seen = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(seen, discord.TextChannel)
    assert [one.content async for one in seen.history(oldest_first=True)] == ["", f"<@{fake.bot.id}> for the bot"]


async def test_a_reply_that_pings_tells_its_content_and_one_that_does_not_hides_it(fake: FakeDiscord, bot: Bot) -> None:
    ann = fake.human("ann", server := fake.guild())
    channel = server.text("talk")
    found = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(found, discord.TextChannel)
    await found.send("what do you say?")
    card = ann.sees(channel)[0]
    ann.say(channel, "loud", reply_to=card)
    ann.say(channel, "quiet", reply_to=card, ping=False)
    await fake.until(lambda: len(bot.heard) == 3)
    assert [one.content for one in bot.heard] == ["what do you say?", "loud", ""]
    assert bot.heard[1].reference
    assert bot.heard[1].reference.message_id == card.id


async def test_with_the_intent_everything_is_told(fake: FakeDiscord) -> None:
    fake.portal.intents = Intent.MESSAGE_CONTENT
    async with running(fake, Bot(discord.Intents(message_content=True) | INTENTS)) as bot:
        ann = fake.human("ann", server := fake.guild())
        ann.say(server.text("talk"), "for everybody")
        await fake.until(lambda: bot.heard)
        assert bot.heard[0].content == "for everybody"


async def test_a_bot_hears_when_it_comes_and_goes(fake: FakeDiscord, bot: Bot) -> None:
    server = fake.guild(bot=False)
    assert len(bot.guilds) == 0
    server.invite_bot()
    await fake.until(lambda: len(bot.guilds) == 1)
    channel = server.text("talk")
    await fake.until(lambda: bot.get_channel(channel.id))
    server.delete(channel)
    server.expel_bot()
    await fake.until(lambda: not bot.guilds)


async def test_two_bots_with_the_same_token_both_hear(fake: FakeDiscord, bot: Bot) -> None:
    async with running(fake) as other:
        ann = fake.human("ann", fake.guild())
        ann.say(ann.dm, "to both")
        await fake.until(lambda: bot.heard and other.heard)
    await fake.until(lambda: fake.gateway.connected == 1)
