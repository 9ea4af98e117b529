"""Buttons and menus that are known again by what they carry, whichever process has drawn them."""

import re
from collections.abc import Iterable
from typing import Any, Protocol, Self, cast

import discord
from discord.enums import ButtonStyle

MENU = "pick-from"  # the action of menus: what counts are the tokens of their options
_TOKEN = r"[a-z][a-z0-9_-]*\.(?:0|[1-9][0-9]{0,9})\.[A-Za-z0-9_:,=+~-]*\.[A-Za-z0-9_-]{11}"
_OURS = re.compile(rf"(?!{MENU}\.){_TOKEN}")
_MENUS = re.compile(rf"(?={MENU}\.){_TOKEN}")

Interaction = discord.Interaction[Any]


class Pressable(Protocol):
    """The client that our buttons speak to."""

    async def pressed(self, interaction: Interaction, token: str) -> None:
        """A button was pressed."""
        ...

    async def chosen(self, interaction: Interaction, tokens: list[str]) -> None:
        """Options were chosen; each token is that of a button, to be pressed in this order."""
        ...


class SignedButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_OURS):
    """A button whose custom id is a signed token."""

    @classmethod
    def of(cls, token: str, label: str, style: ButtonStyle) -> Self:
        """A button to be shown."""
        return cls(discord.ui.Button(style=style, label=label, custom_id=token))

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Tell the client."""
        await _client(interaction).pressed(interaction, self.custom_id)


class SignedSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_MENUS):
    """A menu whose options are buttons: one to be pressed, or several that are on or off."""

    @classmethod
    def of(cls, token: str, options: list[discord.SelectOption], hint: str, *, several: bool) -> Self:
        """A menu to be shown; with `several`, the options that are on are the defaults."""
        fewest, most = (0, len(options)) if several else (1, 1)
        return cls(
            discord.ui.Select(custom_id=token, options=options, placeholder=hint, min_values=fewest, max_values=most)
        )

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: re.Match[str], /) -> Self:
        """The menu in which something was chosen, with its options as they were shown."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Tell the client what was chosen; of several, what is different now."""
        data = cast(dict[str, Any], interaction.data or {})
        values: list[str] = data.get("values", [])
        tokens = changed(self.item.options, values) if self.item.min_values == 0 else values
        await _client(interaction).chosen(interaction, tokens)


def changed(options: Iterable[discord.SelectOption], chosen: Iterable[str]) -> list[str]:
    """The tokens of what was put on, then of what was taken off: so that the last one is not taken off first."""
    on = set(chosen)
    different = [option for option in options if option.default != (option.value in on)]
    return [option.value for option in sorted(different, key=lambda option: option.default)]


def written_over(interaction: Interaction) -> str | None:
    """The token of a press on what the message no longer holds: the library leaves it without an answer."""
    data = cast(dict[str, Any], interaction.data or {})
    if interaction.type is not discord.InteractionType.component or interaction.message is None:
        return None
    token = str(data.get("custom_id", ""))
    view = discord.ui.LayoutView.from_message(interaction.message, timeout=None)
    stands = any(getattr(item, "custom_id", None) == token for item in view.walk_children())
    return None if stands else token


def _client(interaction: Interaction) -> Pressable:
    return cast(Pressable, interaction.client)
