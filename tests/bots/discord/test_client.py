"""The connection to Discord: what it asks to be told, and what it makes of what it hears."""

import discord
import pytest

from bots.discord.client import Client, intents
from core.settings import load_settings
from tests.fakes.town import Town

pytestmark = pytest.mark.usefixtures("nothing_set")
PRIVILEGED = ("members", "presences", "message_content")


def test_nothing_privileged_is_asked_for_unless_the_operator_says_so() -> None:
    asked = intents(load_settings())
    assert [name for name in PRIVILEGED if getattr(asked, name)] == []
    assert {name for name, on in asked if on} == {"guilds", "guild_messages", "dm_messages"}
    asked = intents(load_settings(discord_message_content=True))
    assert [name for name in PRIVILEGED if getattr(asked, name)] == ["message_content"]


async def test_nobody_is_called_and_nobody_is_remembered() -> None:
    client = Client(load_settings())
    assert client.allowed_mentions is not None
    assert str(client.allowed_mentions.to_dict()) == "{'parse': []}"
    assert client._connection.member_cache_flags == discord.MemberCacheFlags.none()
    assert client._connection._messages is None


async def test_what_other_bots_write_is_not_heard(town: Town) -> None:
    robot = town.guild.add_member(town.env.create_user("robot", bot=True))
    before = len(town.requests)
    message = await robot.send_dm("Beep.")
    await robot.user.edit(message, "Boop.")
    assert len(town.requests) == before


async def test_a_mistake_in_what_is_heard_is_logged_without_any_words(town: Town) -> None:
    ada = await town.person("ada")
    town.desk.broken = True
    await ada.say("My secret.")
    town.desk.broken = False
    (entry,) = town.log
    assert entry["event"] == "discord_event_failed"
    assert entry["error"].startswith("ZeroDivisionError at ")
    assert "secret" not in str(entry)
    town.log.clear()
    town.failures = 1
