"""Buttons and menus are known by what they carry, and tell the client what to press."""

import re
from typing import Any

import discord
import pytest
import simcord
from discord import ButtonStyle, SelectOption

from bots.discord.buttons import MENU, SignedButton, SignedSelect, changed
from bots.text.buttons import sign

SECRET = b"s" * 32
BUTTON = sign(SECRET, "42", "take", 12, "label_initial_prompt:pt-br")
MENUS = sign(SECRET, "42", MENU, 12, "tick:0")


def pattern(kind: type[discord.ui.DynamicItem[Any]]) -> re.Pattern[str]:
    return kind.__discord_ui_compiled_template__


@pytest.mark.parametrize("action", ["take", "mod_confirm", "pick", "pick-from-other", "a1"])
@pytest.mark.parametrize("version", [0, 7, 9_999_999_999])
@pytest.mark.parametrize("argument", ["", "a:B,=+~-1"])
def test_every_token_is_a_buttons_or_a_menus(action: str, version: int, argument: str) -> None:
    token = sign(SECRET, "42", action, version, argument)
    assert pattern(SignedButton).fullmatch(token)
    assert not pattern(SignedSelect).fullmatch(token)


def test_a_menu_is_no_button() -> None:
    assert pattern(SignedSelect).fullmatch(MENUS)
    assert not pattern(SignedButton).fullmatch(MENUS)


@pytest.mark.parametrize("id", ["", "take", "take.1.x", "take.01.x.abcdefghijk", "Take.1.x.abcdefghijk", "a" * 32])
def test_what_was_never_signed_is_nothing_of_ours(id: str) -> None:
    assert not pattern(SignedButton).fullmatch(id)
    assert not pattern(SignedSelect).fullmatch(id)


def option(value: str, default: bool) -> SelectOption:
    return SelectOption(label=value, value=value, default=default)


def test_what_was_put_on_comes_before_what_was_taken_off() -> None:
    options = [option("en", True), option("de", False), option("fr", True), option("es", False)]
    assert changed(options, ["de", "fr"]) == ["de", "en"]
    assert changed(options, ["en", "fr"]) == []
    assert changed(options, []) == ["en", "fr"]


class Client(discord.Client):
    """Knows our buttons as any process does, and notes what it hears."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True))
        self.heard: list[Any] = []

    async def setup_hook(self) -> None:
        self.add_dynamic_items(SignedButton, SignedSelect)

    async def pressed(self, interaction: discord.Interaction, token: str) -> None:
        self.heard.append(token)
        await interaction.response.defer()

    async def chosen(self, interaction: discord.Interaction, tokens: list[str]) -> None:
        self.heard.append(tokens)
        await interaction.response.defer()


async def heard(item: discord.ui.DynamicItem[Any], *values: str) -> list[Any]:
    """What the client hears when somebody uses an item of a card that another process has shown."""
    first, second = Client(), Client()
    async with simcord.run(first) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("tasks")
        somebody = guild.add_member(env.create_user("ada"))
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.Container(discord.ui.ActionRow(item)))
        message = await first.get_partial_messageable(channel.id).send(view=view)
        await env.restart_bot(second)
        if values:
            await somebody.select(message, list(values))
        else:
            await somebody.click(message, custom_id=item.custom_id)
    return second.heard


async def test_a_press_tells_its_token() -> None:
    assert await heard(SignedButton.of(BUTTON, "Take", ButtonStyle.primary)) == [BUTTON]


async def test_a_choice_of_one_tells_its_token() -> None:
    menu = SignedSelect.of(MENUS, [option("a", True), option("b", False)], "Choose", several=False)
    assert await heard(menu, "b") == [["b"]]


async def test_a_choice_of_several_tells_what_is_different_now() -> None:
    options = [option("a", True), option("b", False), option("c", True)]
    assert await heard(SignedSelect.of(MENUS, options, "Choose", several=True), "b", "c") == [["b", "a"]]
