"""What the panel says is missing."""

from bots.desk import obstacles
from bots.desk.obstacles import Obstacle
from bots.dialogue.community import Community, Place
from bots.discord.front import Front
from core.link.condition import Condition
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import Channel, FakeDiscord, Permission, Server


async def told(server: Server, channel: Channel) -> str:
    return (await server.owner.command("setup", channel).settled()).message.text


async def test_each_right_that_is_missing_is_named_with_what_comes_of_it(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    board, tasks, here = server.text("board"), server.text("tasks"), server.text("general")
    server.permit(board, server.bot_role, deny=Permission.SEND_MESSAGES)
    server.permit(tasks, server.bot_role, deny=Permission.CREATE_PRIVATE_THREADS | Permission.READ_MESSAGE_HISTORY)
    await bot.reception.communities.save(
        Community(str(server.id), task_channel=str(tasks.id), board_channel=str(board.id))
    )
    text = await told(server, here)
    assert f"⚠ <#{board.id}>: no board can hang. I lack “Send Messages” there." in text
    assert "nobody can work in a thread. I lack “Create Private Threads”, “Read Message History” there." in text
    assert "add me, and allow it" in text
    assert "every right" not in text


async def test_a_channel_that_is_hidden_needs_everything(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    reports = server.text("reports")
    server.permit(reports, server.everyone, deny=Permission.VIEW_CHANNEL)
    await bot.reception.communities.save(Community(str(server.id), moderators_channel=str(reports.id)))
    assert "no report can arrive. I lack “View Channel”, “Send Messages”" in await told(server, server.text("general"))


async def test_a_channel_that_is_gone_is_told(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    board = server.text("board")
    await bot.reception.communities.save(Community(str(server.id), board_channel=str(board.id)))
    server.delete(board)
    text = await told(server, server.text("general"))
    assert "⚠ The channel that was chosen is gone: no board can hang." in text
    assert "The board" not in text


async def test_what_was_imported_and_is_no_channel_is_gone_too(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    other = fake.guild("Others").text("theirs")
    settings = Community(str(server.id), board_channel=str(other.id), moderators_channel="nonsense")
    await bot.reception.communities.save(settings)
    text = await told(server, server.text("general"))
    assert text.count("is gone") == 2


async def test_threads_open_where_somebody_asks_so_that_place_is_looked_at(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    here = server.text("general")
    server.permit(here, server.bot_role, deny=Permission.SEND_MESSAGES_IN_THREADS)
    await bot.reception.communities.save(Community(str(server.id), place=Place.THREAD))
    assert f"<#{here.id}>: nobody can work in a thread. I lack “Send Messages in Threads”" in await told(server, here)


async def test_roles_of_moderators_that_were_deleted_are_counted(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    here, kept, gone = server.text("general"), server.role("keepers"), server.role("weeders")
    roles = (str(kept.id), str(gone.id))
    await bot.reception.communities.save(Community(str(server.id), moderator_roles=roles))
    assert "moderators’ roles" not in await told(server, here)
    server.delete_role(gone)
    assert "One of the moderators’ roles is gone" in await told(server, here)


async def test_where_nothing_could_be_posted_that_is_told(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    board, desk = str(server.text("board").id), bot.home.desk
    await bot.reception.communities.save(Community(str(server.id), board_channel=board))
    await desk.run(lambda c: obstacles.meet(c, "discord", str(server.id), board, Obstacle.FORBIDDEN, desk.clock()))
    assert f"<#{board}>: at the last try nothing could be posted there" in await told(server, server.text("general"))


async def test_a_store_that_is_away_is_told(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    here = server.text("general")
    assert "can’t be reached" not in await told(server, here)
    bot.reception.runner.link.condition = Condition.AWAY  # type: ignore[misc]
    assert "The store of the collection can’t be reached" in await told(server, here)


async def test_a_server_that_has_no_say_chooses_no_moderators(fake: FakeDiscord, nothing_set: None) -> None:
    mine, theirs = fake.guild("Mine"), fake.guild("Theirs")
    async with serving(fake, moderating_communities=f"discord:{mine.id}"):
        own = (await mine.owner.command("setup", mine.text("general")).settled()).message
        others = (await theirs.owner.command("setup", theirs.text("general")).settled()).message
    assert (len(own.selects), len(others.selects)) == (4, 2)
    assert "Moderators of this server have no say" in others.text


async def test_the_text_of_messages_is_asked_for_and_told(fake: FakeDiscord, nothing_set: None) -> None:
    server = fake.guild()
    fake.portal.intents |= 1 << 15
    async with serving(fake, discord_message_content=True):
        assert "✓ The Message Content Intent is in force" in await told(server, server.text("general"))
