"""A message whose page has been turned."""

from typing import Any

import discord
import pytest
from discord import ButtonStyle

from bots.discord.at_rest import at_rest
from bots.discord.buttons import SignedButton
from bots.text.buttons import sign
from tests.fakes.town import Town

SECRET = b"s" * 32


def row(*actions: str) -> discord.ui.ActionRow[Any]:
    signed = (SignedButton.of(sign(SECRET, "7", action, 1), action, ButtonStyle.secondary) for action in actions)
    return discord.ui.ActionRow(*signed)


async def posted(town: Town, *items: discord.ui.Item[Any]) -> discord.Message:
    view = discord.ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    square = town.env.bot.get_channel(town.square.id)
    assert isinstance(square, discord.TextChannel)
    return await square.send(view=view)


def said(view: discord.ui.LayoutView) -> list[str]:
    """Texts and labels, in order."""
    found = (getattr(item, "content", None) or getattr(item, "label", None) for item in view.walk_children())
    return [one for one in found if one]


@pytest.mark.parametrize("boxed", [True, False])
async def test_the_text_stays_and_of_the_buttons_only_those_that_are_good_for_ever(town: Town, boxed: bool) -> None:
    parts: tuple[discord.ui.Item[Any], ...] = (
        discord.ui.TextDisplay("How is this?"),
        row("verdict", "skip"),
        row("undo", "next"),
    )
    message = await posted(town, *([discord.ui.Container(*parts)] if boxed else parts))
    view = at_rest(message)
    assert said(view) == ["How is this?", "undo"]
    edited = await message.edit(view=view, allowed_mentions=discord.AllowedMentions.none())
    assert said(discord.ui.LayoutView.from_message(edited)) == ["How is this?", "undo"]


async def test_the_library_does_not_listen_for_it(town: Town) -> None:
    message = await posted(town, discord.ui.TextDisplay("Stored."), row("undo"))
    view = at_rest(message)
    assert view.is_finished()
    await message.edit(view=view, allowed_mentions=discord.AllowedMentions.none())
    assert not town.env.bot._connection._view_store._views.get(message.id)


async def test_a_message_with_nothing_but_buttons_of_the_moment_keeps_its_text(town: Town) -> None:
    message = await posted(town, discord.ui.Container(discord.ui.TextDisplay("Well?"), row("verdict")))
    assert said(at_rest(message)) == ["Well?"]
