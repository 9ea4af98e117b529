"""All that serves people on Telegram, put together around one bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot

from bots.assembly import Household, doing
from bots.community.keeper import Keeper
from bots.community.moderating import moderating
from bots.telegram.arrivals import PLATFORM
from bots.telegram.circle import Circle
from bots.telegram.courtesies import Courtesies
from bots.telegram.groups import Groups
from bots.telegram.others_cards import OthersCards
from bots.telegram.pinboard import Pinboard
from bots.telegram.reception import Reception
from bots.telegram.screens import Screens
from bots.telegram.setup import SetUp
from bots.text.locale import Texts
from core.settings import Settings


@dataclass(frozen=True)
class Front:
    """What updates are handed to."""

    home: Household
    screens: Screens
    reception: Reception
    courtesies: Courtesies
    keeper: Keeper

    @classmethod
    def of(cls, bot: Bot, home: Household, texts: Texts, settings: Settings) -> "Front":
        """Around a bot that is signed in."""
        secret, username = settings.signing_key(), bot.username
        moderates = moderating(settings, PLATFORM)
        courtesies = Courtesies(bot, texts)
        groups = Groups(bot, home.desk, moderates)
        screens = Screens(bot, home.desk, texts, secret)
        keeper = Keeper(
            PLATFORM, home.desk, home.link, texts, Pinboard(bot, texts, secret, groups, username), moderates
        )
        panel = SetUp(bot, groups, keeper, courtesies, texts, secret)
        circle = Circle(home.runner, screens, groups, courtesies, username, panel, OthersCards(home.desk, courtesies))
        reception = Reception(home.runner, secret, screens, groups, courtesies, circle, panel.acts)
        return cls(home, screens, reception, courtesies, keeper)

    @asynccontextmanager
    async def duties(self) -> AsyncIterator[None]:
        """What is done again and again while people are served: boards and moderators' cards."""
        async with doing(self.keeper.run()):
            yield
        await self.courtesies.finish()
