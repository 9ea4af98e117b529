"""The bot as Discord knows it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

from bots.community.moderating import moderating
from bots.discord.arrivals import PLATFORM
from bots.discord.running import explained
from bots.doctor.finding import Finding, broken, well
from bots.doctor.place import Place
from bots.failures import Impossible
from core.settings import Settings

PATIENCE = 20  # seconds for one look: the library tries again by itself


@dataclass
class Patient:
    """What was learned so far; `app` is None until the token has been accepted."""

    settings: Settings
    desk: Place
    client: discord.Client
    app: discord.AppInfo | None = None
    servers: dict[int, str] = field(default_factory=dict)  # by name
    commands: frozenset[str] = frozenset()
    set_up: bool = False  # whether anything was chosen in one of the servers

    def moderates(self, community_id: str) -> bool:
        """Whether a server may name moderators."""
        return moderating(self.settings, PLATFORM)(community_id)


Examine = Callable[[Patient], Awaitable[Finding | None]]


async def sign_in(patient: Patient) -> Finding:
    """Whether Discord can be reached and knows the token."""
    token = patient.settings.discord_token
    assert token is not None
    await patient.client.login(token.get_secret_value())
    patient.app = patient.client.application
    return well(f"The token is that of {patient.client.user}.")


def asking(examine: Examine, patient: Patient, *, first: bool = False) -> Callable[[], Awaitable[Finding | None]]:
    """A look at Discord: after the first, only at a bot that is signed in; what hinders it is told in a sentence."""

    async def look() -> Finding | None:
        if patient.app is None and not first:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                with explained():
                    return await examine(patient)
        except Impossible as error:
            return _told(str(error))
        except TimeoutError:
            return broken("Discord doesn't answer.", "See whether this machine gets to ARBORETUM_DISCORD_API_URL.")

    return look


def _told(sentence: str) -> Finding:
    """What is wrong and what to do, which one sentence says for those who start the bot."""
    wrong, separator, advice = sentence.partition(": " if ": " in sentence else "; ")
    return broken(f"{wrong}.", advice[:1].upper() + advice[1:]) if separator else broken(sentence, "Try again.")
