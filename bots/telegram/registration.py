"""The commands that Telegram shows: per language, and per who may use them; told again only when they changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from hashlib import sha256

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import RetryAfter

from bots.desk import registrations
from bots.desk.desk import Desk
from bots.dialogue.cards import Line
from bots.dialogue.commands import COMMANDS
from bots.telegram.arrivals import PLATFORM
from bots.text.locale import FALLBACK, Texts
from bots.text.markup import utf16_units

IN_GROUPS = ("work", "help")
FOR_ADMINISTRATORS = ("setup", "work", "mod", "help")
FOR_MODERATORS = ("mod", *IN_GROUPS)  # in the chat where reports arrive
NAME = 64  # characters of a bot's name
LETTERS = 2  # of a language, as Telegram names it

log = structlog.get_logger()


@dataclass(frozen=True)
class Listing:
    """What is shown to whom, in one language; without a language, to all others."""

    scope: BotCommandScope
    language: str
    commands: tuple[BotCommand, ...]


@dataclass(frozen=True)
class Profile:
    """What stands in the empty chat and in the profile, in one language; without a name, BotFather's stays."""

    language: str
    name: str
    description: str
    short: str


async def register(bot: Bot, desk: Desk, texts: Texts, collection: str = "") -> bool:
    """Tell Telegram our commands and descriptions, unless it was told the very same; whether it had to be told.

    The bot is named after the collection, if that has a name.
    """
    listings, profiles = list(_listings(texts)), list(_profiles(texts, collection))
    digest = _digest(listings, profiles)
    scope = str(bot.id)
    if await desk.run(lambda connection: registrations.digest(connection, PLATFORM, scope)) == digest:
        return False
    for listing in listings:
        await _list(bot, listing)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    if await _presented(bot, profiles):
        await desk.run(lambda connection: registrations.note(connection, PLATFORM, scope, digest))
    return True


async def offer_moderating(bot: Bot, chat: int, texts: Texts) -> None:
    """List what moderators can do in the chat where reports arrive."""
    for language, locale in _languages(texts):
        await _list(bot, Listing(BotCommandScopeChat(chat), language, _commands(FOR_MODERATORS, texts, locale)))


async def withdraw_moderating(bot: Bot, chat: int, texts: Texts) -> None:
    """List no more there than in any group."""
    for language, _ in _languages(texts):
        await bot.delete_my_commands(BotCommandScopeChat(chat), language or None)


async def _list(bot: Bot, listing: Listing) -> None:
    await bot.set_my_commands(listing.commands, listing.scope, listing.language or None)


async def _presented(bot: Bot, profiles: Iterable[Profile]) -> bool:
    """Whether the profile was told; Telegram lets it be changed a few times a day, and nobody waits for that."""
    try:
        for profile in profiles:
            await _present(bot, profile)
    except RetryAfter:
        log.warning("telegram_profile_put_off")
        return False
    return True


async def _present(bot: Bot, profile: Profile) -> None:
    if profile.name and (await bot.get_my_name(profile.language or None)).name != profile.name:
        await bot.set_my_name(profile.name, profile.language or None)
    await bot.set_my_description(profile.description, profile.language or None)
    await bot.set_my_short_description(profile.short, profile.language or None)


def _listings(texts: Texts) -> Iterator[Listing]:
    private = [name for name, command in COMMANDS.items() if command.listed and not command.for_moderators]
    for language, locale in _languages(texts):
        for scope, names in (
            (BotCommandScopeAllPrivateChats(), private),
            (BotCommandScopeAllGroupChats(), IN_GROUPS),
            (BotCommandScopeAllChatAdministrators(), FOR_ADMINISTRATORS),
        ):
            yield Listing(scope, language, _commands(names, texts, locale))


def _profiles(texts: Texts, collection: str) -> Iterator[Profile]:
    for language, locale in _languages(texts):
        words = [texts.format(Line(id), locale) for id in ("telegram-description", "telegram-short")]
        yield Profile(language, collection if utf16_units(collection) <= NAME else "", *words)


def _languages(texts: Texts) -> list[tuple[str, str]]:
    """Telegram knows languages by two letters; the fallback is for everybody whose language we don't have.

    Of two locales of one language the first is told; one with three letters can't be told at all.
    """
    known = {"": FALLBACK}
    for tag in texts.locales():
        language = tag.partition("-")[0]
        if tag != FALLBACK and len(language) == LETTERS:
            known.setdefault(language, tag)
    return list(known.items())


def _commands(names: Iterable[str], texts: Texts, locale: str) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(name, texts.format(_about(name), locale)) for name in names)


def _about(command: str) -> Line:
    return Line("telegram-command-setup" if command == "setup" else f"command-{command}")


def _digest(listings: Iterable[Listing], profiles: Iterable[Profile]) -> str:
    told = [[one.scope.to_json(), one.language, *(command.to_json() for command in one.commands)] for one in listings]
    return sha256(json.dumps([told, [astuple(one) for one in profiles]], sort_keys=True).encode()).hexdigest()
