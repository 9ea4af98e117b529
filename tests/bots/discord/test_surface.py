"""Messages in places that others close meanwhile."""

from collections.abc import AsyncIterator

import discord
import pytest

from bots.discord.running import signed_in
from bots.discord.spot import Room
from bots.discord.surface import Gone, surface
from tests.bots.discord.setup.serving import settings_for
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.channels import Kind
from tests.fakes.discord.threads import start

pytestmark = pytest.mark.usefixtures("nothing_set")


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake
        assert fake.violations == []


def page() -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay("What now?"))
    return view


async def test_a_message_in_a_thread_that_was_put_away_is_left_there(fake: FakeDiscord) -> None:
    server = fake.guild()
    thread = start(fake.world, server.text("tasks"), fake.bot, "ada", Kind.PRIVATE_THREAD)
    async with signed_in(settings_for(fake)) as client:
        place = surface(client, Room(thread.id))
        leaf = await place.send(page(), "1")
        server.archive(thread)
        with pytest.raises(Gone):
            await place.edit(leaf, page())
        await place.delete(leaf)
        assert [*map(str, thread.messages)] == [leaf.id]
        server.delete(thread)
        await place.delete(leaf)
