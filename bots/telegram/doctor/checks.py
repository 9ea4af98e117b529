"""The looks at Telegram, in order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, User

from bots.doctor.check import Check, Look
from bots.doctor.finding import Finding
from bots.telegram.connection import connection
from bots.telegram.doctor.looks import look_at_groups, look_at_name, look_at_updates, sign_in, tell_link
from core.settings import Settings


@asynccontextmanager
async def checks(settings: Settings) -> AsyncIterator[list[Check]]:
    """All of them; where Telegram doesn't know us, the first alone says so."""
    async with connection(settings) as options:
        bot = Bot(**options)
        me = await sign_in(bot)
        yield [Check("Telegram", _known(me))] if isinstance(me, Finding) else await _of(bot, me)


async def _of(bot: Bot, me: User) -> list[Check]:
    hook = await bot.get_webhook_info()
    found = {
        "Telegram": look_at_name(me),
        "Telegram: updates": look_at_updates(hook),
        "Telegram: groups": look_at_groups(me),
        "Telegram: links": tell_link(me),
    }
    return [Check(name, _known(finding)) for name, finding in found.items()]


def _known(finding: Finding) -> Look:
    async def look() -> Finding:
        return finding

    return look
