"""Test cards: sent to every channel that was chosen, each with a button that does what it says."""

from collections.abc import AsyncIterator
from typing import Any

import discord
from discord import ButtonStyle

from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.discord.buttons import SignedButton
from bots.discord.drawing import Reader
from bots.discord.drawing.limits import BUTTON
from bots.discord.permissions import Use
from bots.discord.reception import Reception
from bots.discord.rooms import NoRoom
from bots.discord.setup.survey import chosen
from bots.discord.spot import Room
from bots.discord.surface import Closed, surface

WORKS = "setup-works"  # the action of its button

_CARDS = {Use.TASKS: "setup-card-tasks", Use.BOARD: "setup-card-board", Use.REPORTS: "setup-card-reports"}


async def send_cards(
    reception: Reception, interaction: discord.Interaction, community: Community, reader: Reader
) -> list[Line]:
    """Send one to each place, and say what came of it."""
    lines = [line async for line in _sent(reception, interaction, community, reader)]
    return lines or [Line("setup-test-nowhere")]


async def _sent(
    reception: Reception, interaction: discord.Interaction, community: Community, reader: Reader
) -> AsyncIterator[Line]:
    for use, channel in chosen(community, reception.communities.moderates(community.id)):
        try:
            room = await _room(reception, interaction, use, channel, community)
            await surface(reception.screens.client, room).send(card(use, reader), f"{interaction.id}{use[:1]}")
        except NoRoom as none:
            yield Line("setup-test-failed", {"channel": f"<#{channel}>"}, {"reason": Line(none.reason)})
        except (Closed, discord.HTTPException):
            yield Line("setup-test-closed", {"channel": f"<#{channel}>"})
        else:
            yield Line("setup-test-sent", {"channel": f"<#{room.channel}>"})


async def _room(
    reception: Reception, interaction: discord.Interaction, use: Use, channel: str, community: Community
) -> Room:
    """Where the card goes: into a thread of one's own in the task channel, as people's cards do."""
    if use is not Use.TASKS:
        return Room(int(channel)) if channel.isdecimal() else Room(0)
    assert isinstance(interaction.user, discord.Member)
    locale = interaction.locale.value
    return await reception.places.rooms.thread(interaction.user, int(interaction.channel_id or 0), community, locale)


def card(use: Use, reader: Reader) -> discord.ui.LayoutView:
    """A test card."""
    label = reader.label(Line("setup-works"), BUTTON)
    works = SignedButton.of(reader.token(WORKS, 0), label, ButtonStyle.success)
    text = discord.ui.TextDisplay[Any](reader.word(Line(_CARDS[use])))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(text, discord.ui.ActionRow(works)))
    return view
