"""How the bot presents itself, by scope and language."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import BadRequest

from tests.fakes.telegram import FakeTelegram, Human, Place


def _names(human: Human, where: Place | None = None) -> list[str]:
    return [one["command"] for one in human.offered(where)]


async def test_the_narrowest_scope_and_the_own_language_win(fake: FakeTelegram, bot: Bot) -> None:
    group = fake.group()
    ann, berta = fake.human("Ann", group), fake.human("Berta", group, language="de-AT")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("work", "Work")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("work", "Mach mit")], BotCommandScopeAllPrivateChats(), "de")
    await bot.set_my_commands([BotCommand("setup", "Set up")], BotCommandScopeAllChatAdministrators())
    assert [one["description"] for one in ann.offered()] == ["Work"]
    assert [one["description"] for one in berta.offered()] == ["Mach mit"]
    assert (_names(group.owner, group), _names(ann, group)) == (["setup"], ["help"])
    await bot.set_my_commands([BotCommand("group", "Group")], BotCommandScopeAllGroupChats())
    assert _names(ann, group) == ["group"]
    await bot.set_my_commands([BotCommand("here", "Here")], BotCommandScopeChat(group.id))
    assert _names(ann, group) == ["here"]
    await bot.delete_my_commands(BotCommandScopeChat(group.id))
    assert _names(ann, group) == ["group"]
    assert await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "de") == (BotCommand("work", "Mach mit"),)


@pytest.mark.parametrize(
    ("name", "description", "why"),
    [
        ("Work", "x", "Bot_command_invalid"),
        ("x" * 33, "x", "Command length must not exceed 32"),
        ("work", "x" * 257, "Command description length must not exceed 256"),
        ("work", " ", "Command description must be non-empty"),
    ],
)
async def test_unfit_commands_are_refused(bot: Bot, name: str, description: str, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.set_my_commands([BotCommand(name, description)])


async def test_languages_have_two_letters(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands([BotCommand("help", "Help")], language_code="de-AT")


async def test_what_stands_before_start_is_set_per_language(fake: FakeTelegram, bot: Bot) -> None:
    ann, berta = fake.human("Ann"), fake.human("Berta", language="de")
    await bot.set_my_name("Trees")
    await bot.set_my_description("Grow with us")
    await bot.set_my_description("Wachs mit", language_code="de")
    await bot.set_my_short_description("A garden")
    assert ann.introduction() == {"name": "Trees", "description": "Grow with us", "short_description": "A garden"}
    assert berta.introduction()["description"] == "Wachs mit"
    assert (await bot.get_my_description("de")).description == "Wachs mit"
    assert (await bot.get_my_name("de")).name == "Trees"
    await bot.set_my_description("", language_code="de")
    assert berta.introduction()["description"] == "Grow with us"


async def test_what_is_too_long_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)
    with pytest.raises(BadRequest):
        await bot.set_my_name("x" * 65)


async def test_the_menu_button_can_be_another_for_somebody(fake: FakeTelegram, bot: Bot) -> None:
    ann, ben = fake.human("Ann"), fake.human("Ben")
    await bot.set_chat_menu_button(ann.id, MenuButtonCommands())
    assert (ann.menu_button(), ben.menu_button()) == ("commands", "default")
    assert (await bot.get_chat_menu_button(ann.id)).type == "commands"


async def test_the_bot_knows_itself(fake: FakeTelegram, bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.can_read_all_group_messages) == (fake.bot.id, "arbor_bot", False)
