"""Discord as one part of an installation: signed in, put together, and let run until told to stop."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import discord

from bots.assembly import House, household
from bots.dialogue import checks
from bots.dialogue.cards import Card
from bots.discord import addresses
from bots.discord.arrivals import PLATFORM
from bots.discord.client import Client
from bots.discord.drawing.bounds import check_texts
from bots.discord.front import Front
from bots.discord.registration import register
from bots.failures import Impossible
from bots.parts import Running
from bots.text.locale import Texts
from core.domain.person import Identity
from core.settings import Settings


async def run_discord(running: Running) -> None:
    """Serve people on Discord until told to stop."""
    async with signed_in(running.settings) as client:
        running.say(f"Discord: signed in as {client.user}.")
        await asyncio.to_thread(checks.load)
        async with at_work(client, running.settings):
            await _until(running.stop, client.hear())
            running.say("Discord: leaving; what was begun is finished first.")


@asynccontextmanager
async def signed_in(settings: Settings) -> AsyncIterator[Client]:
    """A client that Discord knows, and lets go of at the end."""
    if settings.discord_token is None:
        raise Impossible("ARBORETUM_DISCORD_TOKEN is not set: the README says how to get a token, step by step.")
    addresses.point_at(settings)
    client = Client(settings)
    try:
        with explained():
            await client.login(settings.discord_token.get_secret_value())
        yield client
    finally:
        await client.leave()
        if client.hearing is not None:
            await asyncio.gather(client.hearing, return_exceptions=True)


@asynccontextmanager
async def at_work(client: Client, settings: Settings, house: House = household) -> AsyncIterator[Front]:
    """Everything behind the client: desk, runner, screens; commands are registered before anybody uses them."""
    texts = _fitting(Texts())
    front: Front | None = None

    async def show(who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        assert front is not None
        await front.screens.show(who, locale, cards)

    async with house(settings, texts, show, (PLATFORM,)) as home:
        front = client.front = await Front.of(client, home, texts, settings)
        await register(client.tree, home.desk, client.application_id or 0, settings.discord_server)
        async with front.duties():
            yield front


def _fitting(texts: Texts) -> Texts:
    """Texts of which none is too long for its place."""
    if problems := check_texts(texts):
        raise Impossible(f"Some texts don't fit on Discord: {'; '.join(problems)}.")
    return texts


async def _until(stop: asyncio.Event, hearing: asyncio.Task[None]) -> None:
    """Wait for the word to stop; what ends the hearing before that is told to the operator."""
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((hearing, stopping), return_when=asyncio.FIRST_COMPLETED)
        if hearing.done():
            with explained():
                hearing.result()
    finally:
        stopping.cancel()


@contextmanager
def explained() -> Iterator[None]:
    """What Discord refuses, in a sentence that says what to do."""
    try:
        yield
    except discord.LoginFailure as error:
        raise Impossible(
            "Discord doesn't know this token: copy it again from the application's Bot page into "
            "ARBORETUM_DISCORD_TOKEN."
        ) from error
    except discord.PrivilegedIntentsRequired as error:
        raise Impossible(
            "Discord refuses the text of messages: turn on the Message Content Intent on the application's Bot page, "
            "or set ARBORETUM_DISCORD_MESSAGE_CONTENT=false."
        ) from error
    except discord.ConnectionClosed as error:
        raise Impossible(f"Discord has closed the connection for good, with code {error.code}.") from error
    except (discord.HTTPException, discord.GatewayNotFound) as error:
        raise Impossible("Discord can't serve us just now; try again in a few minutes.") from error
    except (aiohttp.ClientError, OSError) as error:
        raise Impossible("Discord can't be reached: check the network, and ARBORETUM_DISCORD_API_URL.") from error
