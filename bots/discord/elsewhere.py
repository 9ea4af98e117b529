"""The buttons that lead from one place of work to another."""

from typing import Any

import discord
from discord import ButtonStyle

from bots.dialogue.cards import Button, Line, Style
from bots.dialogue.community import Place
from bots.discord.buttons import SignedButton
from bots.discord.drawing import Reader
from bots.discord.drawing.limits import BUTTON
from bots.discord.spot import Private, Room, Spot

ACTION = "go"
_DIRECT = "https://discord.com/channels/@me/"  # a mention of direct messages leads nowhere


def ways_out(spot: Spot) -> tuple[Button, ...]:
    """What a card offers beside its own buttons: in a server, to go on in a thread."""
    return (way_to(Place.THREAD),) if isinstance(spot, Private) and spot.in_server else ()


def way_to(place: Place) -> Button:
    """The button that leads to a place."""
    return Button(ACTION, Line(f"button-go-{place}"), str(place), Style.QUIET)


def pointer(room: Room, place: Place, reader: Reader) -> discord.ui.LayoutView:
    """Where the page is that was asked for, and the ways to the other places."""
    where = f"{_DIRECT}{room.channel}" if place is Place.DIRECT else f"<#{room.channel}>"
    words = discord.ui.TextDisplay[Any](f"{reader.word(Line('discord-over-there'))} {where}")
    ways = [_signed(way_to(other), reader) for other in Place if other is not place]
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(words, discord.ui.ActionRow(*ways)))
    return view


def _signed(button: Button, reader: Reader) -> SignedButton:
    token = reader.token(button.action, 0, button.argument)
    return SignedButton.of(token, reader.label(button.label, BUTTON), ButtonStyle.secondary)
