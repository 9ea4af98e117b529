from bots.dialogue.community import Community
from bots.discord.front import Front
from tests.fakes.discord import FakeDiscord, Permission

SENT, FAILED = "a test card is there", "no test card could be sent there"


async def test_a_card_comes_to_every_channel_and_its_button_works(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    here, board, tasks, reports = (server.text(name) for name in ("general", "board", "tasks", "reports"))
    await bot.reception.communities.save(
        Community(
            str(server.id),
            task_channel=str(tasks.id),
            board_channel=str(board.id),
            moderators_channel=str(reports.id),
        )
    )
    owner = server.owner
    panel = (await owner.command("setup", here).settled()).message
    await owner.press(panel, "Send a test card").answered()
    await owner.until(lambda: panel.text.count(SENT) == 3)
    (thread,) = owner.threads(server.guild)
    for channel in (thread, board, reports):
        card = await owner.reads(channel, "A test:")
        await owner.press(card, "It works").answered()
        await owner.reads(channel, "The button works too")
        assert card.gone


async def test_members_may_press_it_but_not_put_it_away(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    board, member = server.text("board"), fake.human("ada", server)
    await bot.reception.communities.save(Community(str(server.id), board_channel=str(board.id)))
    panel = (await server.owner.command("setup", board).settled()).message
    await server.owner.press(panel, "Send a test card").answered()
    card = await member.reads(board, "A test:")
    await member.press(card, "It works").answered()
    await member.reads(board, "The button works too")
    assert not card.gone


async def test_where_it_can_not_be_sent_that_is_told(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    board, tasks, reports = (server.text(name) for name in ("board", "tasks", "reports"))
    await bot.reception.communities.save(
        Community(
            str(server.id),
            task_channel=str(tasks.id),
            board_channel=str(board.id),
            moderators_channel=str(reports.id),
        )
    )
    server.permit(board, server.bot_role, deny=Permission.SEND_MESSAGES)
    server.permit(tasks, server.bot_role, deny=Permission.CREATE_PRIVATE_THREADS)
    server.delete(reports)
    panel = (await server.owner.command("setup", board).settled()).message
    await server.owner.press(panel, "Send a test card").answered()
    await server.owner.until(lambda: panel.text.count(FAILED) == 3)
    assert "“Create Private Threads”" in panel.text


async def test_without_any_channel_there_is_nothing_to_test(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    panel = (await server.owner.command("setup", server.text("general")).settled()).message
    await server.owner.press(panel, "Send a test card").answered()
    await server.owner.until(lambda: "nothing to test" in panel.text)
