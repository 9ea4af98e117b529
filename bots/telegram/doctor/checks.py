"""The looks at Telegram, in order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, User
from telegram.error import TelegramError

from bots.community.moderating import moderating
from bots.doctor.check import Check, Look
from bots.doctor.finding import Finding, broken
from bots.doctor.place import Place
from bots.telegram.arrivals import PLATFORM
from bots.telegram.connection import connection
from bots.telegram.doctor.groups import look_at_rights
from bots.telegram.doctor.looks import (
    look_at_groups,
    look_at_name,
    look_at_topics,
    look_at_updates,
    sign_in,
    tell_link,
)
from core.settings import Settings


@asynccontextmanager
async def checks(settings: Settings, desk: Place) -> AsyncIterator[list[Check]]:
    """All of them; where Telegram doesn't know us, the first alone says so. The desk says what was chosen in groups."""
    async with connection(settings) as options:
        bot = Bot(**options)
        me = await sign_in(bot)
        yield [Check("Telegram", _known(me))] if isinstance(me, Finding) else _of(bot, me, settings, desk)


def _of(bot: Bot, me: User, settings: Settings, desk: Place) -> list[Check]:
    async def updates() -> Finding:
        return look_at_updates(await bot.get_webhook_info())

    return [
        Check("Telegram", _known(look_at_name(me))),
        Check("Telegram: updates", _asking(updates)),
        Check("Telegram: groups", _known(look_at_groups(me))),
        Check("Telegram: topics", _known(look_at_topics(me))),
        Check("Telegram: rights", _asking(lambda: look_at_rights(bot, desk, moderating(settings, PLATFORM)))),
        Check("Telegram: links", _known(tell_link(me))),
    ]


def _known(finding: Finding) -> Look:
    async def look() -> Finding:
        return finding

    return look


def _asking(ask: Look) -> Look:
    """A look that Telegram may not answer."""

    async def look() -> Finding | None:
        try:
            return await ask()
        except TelegramError:
            return broken("Telegram doesn't answer this.", "Try again in a minute.")

    return look
