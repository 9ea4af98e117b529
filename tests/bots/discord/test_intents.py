import discord
import pytest

from bots.discord.client import intents
from bots.discord.intents import content_enabled, told
from core.settings import load_settings

pytestmark = pytest.mark.usefixtures("nothing_set")

PRIVILEGED = ("message_content", "members", "presences")


def test_no_privileged_intent_is_asked_for_by_default() -> None:
    asked = intents(load_settings())
    assert [name for name in PRIVILEGED if getattr(asked, name)] == []
    assert told(asked).id == "intents-none"


def test_the_operator_can_ask_for_the_text_of_messages() -> None:
    asked = intents(load_settings(discord_message_content=True))
    assert [name for name in PRIVILEGED if getattr(asked, name)] == ["message_content"]
    assert told(asked).id == "intents-message-content"


@pytest.mark.parametrize(("bits", "allowed"), [(0, False), (1 << 18, True), (1 << 19, True), (1 << 15, False)])
def test_the_portal_allows_it_to_small_bots_and_to_approved_ones(bits: int, allowed: bool) -> None:
    assert content_enabled(discord.ApplicationFlags._from_value(bits)) is allowed
