"""The ways from one place of work to another."""

from datetime import UTC, datetime

import discord
import pytest

from bots.dialogue.community import Place
from bots.discord.drawing import Reader
from bots.discord.elsewhere import ACTION, pointer, ways_out
from bots.discord.spot import Private, Room
from bots.text.locale import Texts
from bots.text.press import Press, read_press

SECRET = b"s" * 32
UNTIL = datetime(2026, 1, 1, tzinfo=UTC)


def test_only_a_private_page_in_a_server_offers_a_thread() -> None:
    assert [one.argument for one in ways_out(Private(1, "t", UNTIL, in_server=True))] == [Place.THREAD]
    assert ways_out(Private(1, "t", UNTIL)) == ()
    assert ways_out(Room(7)) == ()


@pytest.mark.parametrize("locale", Texts().locales())
@pytest.mark.parametrize(
    ("here", "link"), [(Place.THREAD, "<#7>"), (Place.DIRECT, "https://discord.com/channels/@me/7")]
)
async def test_whoever_is_pointed_to_a_room_finds_the_ways_to_the_others(locale: str, here: Place, link: str) -> None:
    view = pointer(Room(7), here, Reader(Texts(), locale, SECRET, "42"))
    items = [*view.walk_children()]
    (words,) = (item.content for item in items if isinstance(item, discord.ui.TextDisplay))
    assert words.endswith(f" {link}")
    tokens = [str(getattr(item, "custom_id", "")) for item in items if isinstance(item, discord.ui.DynamicItem)]
    presses = [read_press(SECRET, 42, None, token) for token in tokens]
    assert presses == [Press(ACTION, 0, str(place)) for place in Place if place is not here]
