from bots.discord.front import Front
from bots.discord.setup.changes import MOST
from tests.fakes.discord import FakeDiscord, Permission


async def test_the_panel_is_for_the_one_who_asked_alone(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    reply = await server.owner.command("setup", server.text("general")).settled()
    assert reply.ephemeral
    assert [select.placeholder for select in reply.message.selects] == [
        "Wherever somebody asks",
        "No board",
        "None: reports wait in /mod queue",
        "Nobody but those whom my operator has named",
    ]
    assert reply.message.labels == ["Languages and work …", "Send a test card", "Take a break"]


async def test_it_is_offered_to_those_who_manage_the_server_and_only_there(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    channel, member = server.text("general"), fake.human("ada", server)
    assert "setup" in server.owner.offered(channel)
    assert "setup" not in member.offered(channel)
    assert "setup" not in server.owner.offered(server.owner.dm)
    server.give(member, server.role("gardener", Permission.MANAGE_GUILD))
    assert "setup" in member.offered(channel)


async def test_who_lost_the_right_meanwhile_is_told_so(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    channel, member = server.text("general"), fake.human("ada", server)
    gardener = server.role("gardener", Permission.MANAGE_GUILD)
    server.give(member, gardener)
    panel = await member.command("setup", channel).settled()
    server.take(member, gardener)
    reply = await member.press(panel.message, "Take a break").settled()
    assert "Manage Server" in reply.message.text
    assert not (await bot.reception.communities.now(server.id)).paused


async def test_languages_can_be_typed(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    reply = await server.owner.command("setup", server.text("general"), languages="de, gsw").settled()
    assert "✓ Kept." in reply.message.text
    assert (await bot.reception.communities.now(server.id)).languages == ("de", "gsw")
    languages = reply.message.select("Any language")
    assert languages.chosen == ("de", "gsw")
    assert len(languages.options) <= MOST


async def test_what_is_no_tag_changes_nothing(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    reply = await server.owner.command("setup", server.text("general"), languages="Swiss German!").settled()
    assert "short tags" in reply.message.text
    assert (await bot.reception.communities.now(server.id)).languages == ()


async def test_it_speaks_the_language_of_whoever_asks(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    admin = fake.human("bruno", server, locale="de", roles=[server.role("gardener", Permission.MANAGE_GUILD)])
    reply = await admin.command("setup", server.text("general")).settled()
    assert "Einrichtung dieses Servers" in reply.message.text
