"""What happens at each press of the set-up: written at once, and the panel drawn anew."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

import discord
import structlog

from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from bots.discord.acknowledge import acknowledge
from bots.discord.client import Client
from bots.discord.drawing import Reader
from bots.discord.reception import Act, Reception
from bots.discord.setup.changes import CHANGES, Page
from bots.discord.setup.panel import Panel
from bots.discord.setup.pick import picked
from bots.discord.setup.survey import survey
from bots.discord.setup.trial import WORKS, send_cards
from bots.text.press import Press, community_owner

Interaction = discord.Interaction[Any]
log = structlog.get_logger()


def may_set_up(interaction: Interaction) -> bool:
    """Whether this person may manage the server, at this moment."""
    rights = interaction.permissions
    return interaction.guild_id is not None and (rights.manage_guild or rights.administrator)


async def show(reception: Reception, interaction: Interaction, page: Page, notes: Sequence[Line] = ()) -> None:
    """Draw the panel as everything stands, in the place of what answered the interaction."""
    community = await reception.communities.now(interaction.guild_id or 0)
    found = await survey(reception, interaction, community)
    panel = Panel(_reader(reception, interaction), community, found, notes)
    with suppress(discord.NotFound):  # it was dismissed meanwhile
        await interaction.edit_original_response(view=panel.page(page))


async def change(
    reception: Reception,
    interaction: Interaction,
    page: Page,
    what: str,
    how: Callable[[Community], Community],
    notes: Sequence[Line] = (),
) -> None:
    """Write a change down, show it, and let the channels follow."""
    guild = interaction.guild
    named = guild.name if guild is not None and not guild.unavailable else ""
    await reception.communities.change(interaction.guild_id or 0, lambda one: how(replace(one, name=named or one.name)))
    log.info("community_set_up", community=interaction.guild_id, setting=what)
    await show(reception, interaction, page, [Line("setup-kept"), *notes])
    await cast(Client, interaction.client).front.keeper.hurry()


def _guarded(act: Callable[[Reception, Interaction, Press], Awaitable[None]]) -> Act:
    """An act for those who may manage the server alone; it is acknowledged first."""

    async def guarded(reception: Reception, interaction: Interaction, press: Press) -> None:
        if not may_set_up(interaction):
            await reception.say(interaction, Line("setup-not-allowed"))
            return
        await acknowledge(interaction)
        await act(reception, interaction, press)

    return guarded


async def _choose(reception: Reception, interaction: Interaction, press: Press) -> None:
    page, made = CHANGES[press.action]
    values = picked(interaction)
    everyone = press.action == "setup-roles" and str(interaction.guild_id) in values
    notes = [Line("setup-not-everyone")] if everyone else []
    await change(reception, interaction, page, press.action, lambda community: made(community, values), notes)


async def _turn(reception: Reception, interaction: Interaction, press: Press) -> None:
    await show(reception, interaction, Page(press.argument))


async def _pause(reception: Reception, interaction: Interaction, press: Press) -> None:
    how, _, page = press.argument.partition(",")
    await change(
        reception, interaction, Page(page), press.action, lambda community: replace(community, paused=how == "on")
    )


async def _test(reception: Reception, interaction: Interaction, press: Press) -> None:
    community = await reception.communities.now(interaction.guild_id or 0)
    notes = await send_cards(reception, interaction, community, _reader(reception, interaction))
    await show(reception, interaction, Page(press.argument), notes)


async def _works(reception: Reception, interaction: Interaction, press: Press) -> None:
    """The button of a test card: whoever manages the server puts the card away with it."""
    await acknowledge(interaction)
    if may_set_up(interaction):
        with suppress(discord.HTTPException):
            await interaction.delete_original_response()
    await reception.say(interaction, Line("setup-worked"))


def _reader(reception: Reception, interaction: Interaction) -> Reader:
    owner = community_owner(interaction.guild_id or 0)
    return Reader(reception.texts, interaction.locale.value, reception.secret, owner)


ACTS: dict[str, Act] = {
    **dict.fromkeys(CHANGES, _guarded(_choose)),
    "setup-page": _guarded(_turn),
    "setup-pause": _guarded(_pause),
    "setup-test": _guarded(_test),
    WORKS: _works,
}
"""By action; they stand on cards of a community, so their tokens are the community's."""
