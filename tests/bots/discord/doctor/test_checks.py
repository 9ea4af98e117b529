"""The looks at Discord as `arboretum doctor` does them, one after the other."""

from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp.test_utils import unused_port

from bots.desk import communities
from bots.desk.desk import Desk
from bots.dialogue.community import Community
from bots.discord.permissions import INVITED
from bots.doctor.check import Diagnosis, examine
from bots.doctor.checks import Surroundings, checks
from bots.doctor.clock import MADE
from bots.doctor.finding import Finding, Level
from core.settings import Settings, load_settings
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import FakeDiscord, Permission

pytestmark = pytest.mark.usefixtures("nothing_set")

AROUND = Surroundings(clock=lambda: MADE, room=lambda folder: 10**12)


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """Discord, with an application whose portal is as it should be."""
    async with FakeDiscord() as fake:
        fake.portal.public = False
        fake.portal.privacy_policy = "https://example.org/privacy"
        yield fake
        assert fake.violations == []


def settings_for(fake: FakeDiscord, **given: object) -> Settings:
    return load_settings(**{"discord_token": fake.token, "discord_api_url": fake.api_url, **given})


async def found(settings: Settings) -> dict[str, Finding]:
    """What is found about Discord, by name."""
    async with checks(settings, AROUND) as listed:
        diagnoses: list[Diagnosis] = await examine(listed, lambda done, total: None)
    token = settings.discord_token
    assert token is None or token.get_secret_value() not in str(diagnoses)
    return {one.name.removeprefix("Discord: "): one.finding for one in diagnoses if one.name.startswith("Discord")}


async def set_up(settings: Settings, *those: Community) -> None:
    desk = await Desk.open(settings.desk_url)
    for one in those:
        await desk.run(lambda connection, one=one: communities.save(connection, "discord", one, desk.clock()))  # type: ignore[misc]
    await desk.close()


async def test_without_a_token_nothing_is_asked() -> None:
    assert await found(load_settings()) == {}


async def test_a_new_application_is_told_its_invite_and_what_to_do_next(fake: FakeDiscord) -> None:
    about = await found(settings_for(fake))
    assert about["Discord"].level is Level.OK
    assert about["servers"].level is Level.WARN
    assert f"client_id={fake.bot.id}&scope=bot+applications.commands" in about["invite"].sentence
    assert f"permissions={INVITED.value} " in about["invite"].sentence
    assert about["invite"].advice == "Next: open that address and choose a server, then run `arboretum discord`."


async def test_a_token_that_discord_does_not_know_is_broken_and_ends_it(fake: FakeDiscord) -> None:
    about = await found(settings_for(fake, discord_token="not.a.token"))
    assert about["Discord"] == Finding(
        Level.FAIL,
        "Discord doesn't know this token.",
        "Copy it again from the application's Bot page into ARBORETUM_DISCORD_TOKEN.",
    )
    assert [*about] == ["Discord"]


async def test_without_a_network_that_is_one_clear_sentence() -> None:
    url = f"http://127.0.0.1:{unused_port()}"
    about = await found(load_settings(discord_token="a.b.c", discord_api_url=url))
    assert about == {
        "Discord": Finding(Level.FAIL, "Discord can't be reached.", "Check the network, and ARBORETUM_DISCORD_API_URL.")
    }


async def test_a_connection_that_breaks_later_is_no_fault_of_ours(fake: FakeDiscord) -> None:
    fake.faults.reset("/users/@me/guilds", times=None)
    about = await found(settings_for(fake))
    assert about["servers"].sentence == "Discord can't be reached."
    assert about["intents"].level is Level.OK


@pytest.mark.parametrize(
    ("change", "level", "sentence"),
    [
        (lambda portal: None, Level.OK, "Public Bot is off"),
        (lambda portal: setattr(portal, "public", True), Level.WARN, "choose there who moderates"),
        (lambda portal: setattr(portal, "needs_code_grant", True), Level.FAIL, "requires an OAuth2 code grant"),
        (
            lambda portal: setattr(portal, "interactions_endpoint", "https://example.org/"),
            Level.FAIL,
            "never reach this bot",
        ),
    ],
)
async def test_the_switches_of_the_portal(
    fake: FakeDiscord, change: Callable[[object], None], level: Level, sentence: str
) -> None:
    change(fake.portal)
    finding = (await found(settings_for(fake)))["application"]
    assert finding.level is level
    assert sentence in finding.sentence


async def test_a_public_bot_is_well_where_the_servers_that_moderate_are_named(fake: FakeDiscord) -> None:
    fake.portal.public = True
    about = await found(settings_for(fake, moderating_communities="discord:5"))
    assert about["application"].level is Level.OK


@pytest.mark.parametrize(
    ("wanted", "allowed", "level", "sentence"),
    [
        (False, False, Level.OK, "None is privileged"),
        (False, True, Level.WARN, "but not asked for"),
        (True, True, Level.OK, "message_content (in threads a text needs no Reply)"),
        (True, False, Level.FAIL, "the developer portal does not allow that intent"),
    ],
)
async def test_intents_as_they_are_wanted_and_as_the_portal_allows_them(
    fake: FakeDiscord, wanted: bool, allowed: bool, level: Level, sentence: str
) -> None:
    fake.portal.intents = 1 << 15 if allowed else 0
    finding = (await found(settings_for(fake, discord_message_content=wanted)))["intents"]
    assert finding.level is level
    assert sentence in finding.sentence


async def test_an_application_without_a_privacy_policy_is_doubtful(fake: FakeDiscord) -> None:
    fake.portal.privacy_policy = None
    assert (await found(settings_for(fake)))["privacy policy"].level is Level.WARN


async def test_servers_are_named_and_many_are_counted(fake: FakeDiscord) -> None:
    for number in range(7):
        fake.guild(f"Garden {number}")
    assert (await found(settings_for(fake)))["servers"].sentence == (
        "The bot is in Garden 0, Garden 1, Garden 2, Garden 3, Garden 4 and 2 more."
    )


async def test_each_missing_right_is_named_with_its_server_and_channel(fake: FakeDiscord) -> None:
    server, left = fake.guild("Gardeners"), fake.guild("Left", bot=False)
    board, gone = server.text("board"), server.text("gone")
    server.permit(board, server.bot_role, deny=Permission.SEND_MESSAGES)
    settings = settings_for(fake)
    chosen = Community(str(server.id), board_channel=str(board.id), moderators_channel=str(gone.id))
    await set_up(settings, chosen, Community(str(left.id), board_channel="1"))
    server.delete(gone)
    finding = (await found(settings))["channels"]
    assert finding.level is Level.WARN
    assert finding.sentence == (
        "Gardeners, board's channel: the bot lacks “Send Messages”; Gardeners, moderators' channel: it is gone."
    )


async def test_where_all_is_granted_that_is_said(fake: FakeDiscord) -> None:
    server = fake.guild("Gardeners", bot_may=INVITED.value)
    settings = settings_for(fake)
    board, reports = str(server.text("board").id), str(server.text("reports").id)
    await set_up(settings, Community(str(server.id), board_channel=board, moderators_channel=reports))
    finding = (await found(settings))["channels"]
    assert (finding.level, "in all 2 channels" in finding.sentence) == (Level.OK, True)


async def test_a_server_in_which_nothing_was_chosen_is_well(fake: FakeDiscord) -> None:
    fake.guild()
    settings = settings_for(fake)
    await set_up(settings)
    assert "Nothing was chosen" in (await found(settings))["channels"].sentence


async def test_commands_that_are_not_registered_are_told_and_what_does_it(fake: FakeDiscord) -> None:
    fake.guild()
    about = await found(settings_for(fake))
    assert about["commands"].advice == "`arboretum discord` does so when it starts."
    assert about["invite"].advice == "Next: run `arboretum discord`."


async def test_after_the_first_start_there_is_a_set_up_to_do_and_then_work(fake: FakeDiscord) -> None:
    server = fake.guild()
    async with serving(fake):
        pass
    about = await found(settings_for(fake))
    assert about["commands"].level is Level.OK
    assert about["invite"].advice == "Next: in the server, /setup."
    await set_up(settings_for(fake), Community(str(server.id)))
    assert (await found(settings_for(fake)))["invite"].advice == "Next: in the server, /work gets you a task."


async def test_commands_of_a_test_server_are_looked_for_there_and_not_twice(fake: FakeDiscord) -> None:
    server = fake.guild()
    there = settings_for(fake, discord_server=str(server.id))
    async with serving(fake, discord_server=str(server.id)):
        pass
    assert f"in the server {server.id}" in (await found(there))["commands"].sentence
    async with serving(fake):
        pass
    assert (await found(there))["commands"].level is Level.WARN
    server.expel_bot()
    assert (await found(there))["commands"].level is Level.FAIL
