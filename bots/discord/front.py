"""All that serves people on Discord, put together around one client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bots.assembly import Household, doing
from bots.community.keeper import Keeper
from bots.community.moderating import moderating
from bots.discord import acts, commands, menus
from bots.discord.arrivals import PLATFORM
from bots.discord.catch_up import CatchUp
from bots.discord.client import Client
from bots.discord.communities import Communities
from bots.discord.forms import Forms
from bots.discord.mail import Mail
from bots.discord.pinboard import Pinboard
from bots.discord.places import Places
from bots.discord.reception import Reception
from bots.discord.rooms import Rooms
from bots.discord.screens import Screens
from bots.discord.setup import command as setup
from bots.discord.translator import Translator
from bots.text.locale import Texts
from core.settings import Settings


@dataclass(frozen=True)
class Front:
    """What the client hands everything to."""

    home: Household
    screens: Screens
    reception: Reception
    mail: Mail
    keeper: Keeper
    catch_up: CatchUp

    @classmethod
    async def of(cls, client: Client, home: Household, texts: Texts, settings: Settings) -> "Front":
        """Around a client that is signed in."""
        secret = settings.signing_key()
        moderates = moderating(settings, PLATFORM)
        communities = Communities(home.desk, moderates)
        links = (home.terms.privacy_url, home.terms.contact)
        screens = Screens(client, home.desk, texts, secret, home.runner.look, links)
        places = Places(screens, Rooms(client, home.desk, texts), communities)
        forms = Forms(home.runner, texts, secret, home.terms.max_text_length)
        reception = Reception(home.runner, texts, secret, screens, places, forms, communities, acts.OWN, acts.PUBLIC)
        await _learn_commands(client, reception)
        keeper = Keeper(PLATFORM, home.desk, home.link, texts, Pinboard(client, texts, secret), moderates)
        mail = Mail(reception)
        return cls(home, screens, reception, mail, keeper, CatchUp(client, home.desk, mail))

    @asynccontextmanager
    async def duties(self) -> AsyncIterator[None]:
        """What is done again and again while people are served: boards and moderators' cards."""
        async with doing(self.keeper.run()), doing(self.catch_up.keep_up()):
            try:
                yield
            finally:
                await self.reception.places.rooms.close()


async def _learn_commands(client: Client, reception: Reception) -> None:
    """Let the client know all commands, and say what they are in each language."""
    await client.tree.set_translator(Translator(reception.texts))
    for command in (*commands.table(reception), *setup.table(reception), *menus.table(reception)):
        client.tree.add_command(command)
