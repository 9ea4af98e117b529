"""Menus of channels, roles and settings that are known again by what they carry, whichever process has drawn them."""

import re
from typing import Any, Self, cast

import discord

from bots.discord.buttons import Pressable

_PREFIX = "pick:"  # so that no template of buttons takes these for one
_TEMPLATE = re.compile(rf"{_PREFIX}(?P<token>.+)")

Interaction = discord.Interaction[Any]
Menu = discord.ui.Select[Any] | discord.ui.ChannelSelect[Any] | discord.ui.RoleSelect[Any]


class SignedPick(discord.ui.DynamicItem[discord.ui.Item[Any]], template=_TEMPLATE):
    """A menu whose custom id holds a signed token; what was chosen stands in the interaction."""

    @classmethod
    def of(cls, token: str, menu: Menu) -> Self:
        """A menu to be shown."""
        menu.custom_id = _PREFIX + token
        return cls(menu)

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: re.Match[str], /) -> Self:
        """The menu in which something was chosen."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Tell the client, as of a button."""
        token = self.custom_id.removeprefix(_PREFIX)
        await cast(Pressable, interaction.client).pressed(interaction, token)


def picked(interaction: Interaction) -> list[str]:
    """The values that were chosen."""
    data = cast(dict[str, Any], interaction.data or {})
    return [str(value) for value in data.get("values", [])]
