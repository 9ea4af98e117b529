"""Cards and a form of the small bot."""

from typing import Any, Self

import discord
from discord import ui


class Knock(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"knock:(?P<number>\d+)"):
    """A button that counts in its own id, so that it works after a restart."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Knock {number}", custom_id=f"knock:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: Any, /) -> Self:
        return cls(int(match["number"]))

    async def callback(self, interaction: Any) -> None:
        await interaction.response.edit_message(view=door(self.number + 1))


class Opinion(ui.Modal, title="Your opinion"):
    """A form with several kinds of fields."""

    words: ui.Label[Self] = ui.Label(
        text="Words", component=ui.TextInput(style=discord.TextStyle.long, min_length=3, max_length=4000)
    )
    grade: ui.Label[Self] = ui.Label(
        text="Grade",
        description="How good it is",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=name, value=name.lower()) for name in ("Good", "Bad")]
        ),
    )
    flags: ui.Label[Self] = ui.Label(
        text="Flags",
        component=ui.CheckboxGroup(
            required=False,
            min_values=0,
            options=[discord.CheckboxGroupOption(label=name, value=name.lower()) for name in ("Rude", "Wrong")],
        ),
    )


class Ask(ui.Button[ui.LayoutView]):
    """Opens the form."""

    def __init__(self) -> None:
        super().__init__(label="Say", custom_id="ask")


def door(number: int) -> ui.LayoutView:
    """A card with two buttons."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[Any] = ui.ActionRow(Knock(number), Ask())
    view.add_item(ui.Container(ui.TextDisplay(f"Knocked {number} times"), row))
    return view


class Upload(ui.Modal, title="Your files"):
    """A form that takes files and people."""

    files: ui.Label[Self] = ui.Label(text="Files", component=ui.FileUpload(custom_id="files", max_values=2))
    who: ui.Label[Self] = ui.Label(text="Who", component=ui.UserSelect(custom_id="who", required=False))


def later() -> ui.LayoutView:
    """A card whose button is answered later."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[Any] = ui.ActionRow(ui.Button(label="Later", custom_id="later"))
    view.add_item(row)
    return view


def menu(*, channels: bool = False) -> ui.LayoutView:
    """A card with a select, of colours or of channels."""
    view = ui.LayoutView(timeout=None)
    select: ui.Select[Any] | ui.ChannelSelect[Any]
    if channels:
        select = ui.ChannelSelect(custom_id="choose", placeholder="Where", channel_types=[discord.ChannelType.text])
    else:
        options = [discord.SelectOption(label=name.title(), value=name) for name in ("red", "green")]
        select = ui.Select(custom_id="choose", placeholder="Colour", options=options, max_values=2)
    row: ui.ActionRow[Any] = ui.ActionRow(select)
    view.add_item(row)
    return view
