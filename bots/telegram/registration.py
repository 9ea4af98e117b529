"""The commands that Telegram shows: per language, and per who may use them; told again only when they changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)

from bots.desk import registrations
from bots.desk.desk import Desk
from bots.dialogue.cards import Line
from bots.dialogue.commands import COMMANDS
from bots.telegram.arrivals import PLATFORM
from bots.text.locale import FALLBACK, Texts

IN_GROUPS = ("work", "help")
FOR_ADMINISTRATORS = ("setup", *IN_GROUPS)


@dataclass(frozen=True)
class Listing:
    """What is shown to whom, in one language; without a language, to all others."""

    scope: BotCommandScope
    language: str
    commands: tuple[BotCommand, ...]


async def register(bot: Bot, desk: Desk, texts: Texts) -> bool:
    """Tell Telegram our commands and descriptions, unless it was told the very same; whether it had to be told."""
    listings = list(_listings(texts))
    digest = _digest(listings, texts)
    scope = str(bot.id)
    if await desk.run(lambda connection: registrations.digest(connection, PLATFORM, scope)) == digest:
        return False
    for one in listings:
        await bot.set_my_commands(one.commands, one.scope, one.language or None)
    for language, locale in _languages(texts):
        await bot.set_my_description(texts.format(Line("telegram-description"), locale), language or None)
        await bot.set_my_short_description(texts.format(Line("telegram-short"), locale), language or None)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await desk.run(lambda connection: registrations.note(connection, PLATFORM, scope, digest))
    return True


def _listings(texts: Texts) -> Iterator[Listing]:
    private = [name for name, command in COMMANDS.items() if command.listed and not command.for_moderators]
    for language, locale in _languages(texts):
        for scope, names in (
            (BotCommandScopeAllPrivateChats(), private),
            (BotCommandScopeAllGroupChats(), IN_GROUPS),
            (BotCommandScopeAllChatAdministrators(), FOR_ADMINISTRATORS),
        ):
            yield Listing(scope, language, tuple(_commands(names, texts, locale)))


def _languages(texts: Texts) -> list[tuple[str, str]]:
    """Telegram knows languages by two letters; the fallback is for everybody whose language we don't have."""
    return [("" if tag == FALLBACK else tag[:2], tag) for tag in texts.locales()]


def _commands(names: Iterable[str], texts: Texts, locale: str) -> Iterator[BotCommand]:
    for name in names:
        yield BotCommand(name, texts.format(Line(f"command-{name}"), locale))


def _digest(listings: Iterable[Listing], texts: Texts) -> str:
    told = [[one.scope.to_json(), one.language, *(command.to_json() for command in one.commands)] for one in listings]
    words = [
        texts.format(Line(id), locale)
        for id in ("telegram-description", "telegram-short")
        for _, locale in _languages(texts)
    ]
    return sha256(json.dumps([told, words], sort_keys=True).encode()).hexdigest()
