"""The Discord part of an installation: what ends it is told in one sentence, and a word to stop lets it leave."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import unused_port

from bots.discord.running import run_discord
from bots.failures import Impossible
from bots.parts import Running
from core.settings import Settings, load_settings
from tests.bots.discord.setup.serving import settings_for
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.events import Intent

pytestmark = pytest.mark.usefixtures("nothing_set")


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake
        assert fake.violations == []


def running(settings: Settings) -> tuple[Running, list[str]]:
    said: list[str] = []
    return Running(settings, asyncio.Event(), said.append), said


async def ends(settings: Settings) -> str:
    """What an operator reads when it ends by itself."""
    part, _ = running(settings)
    with pytest.raises(Impossible) as found:
        await run_discord(part)
    return str(found.value)


async def test_without_a_token_it_says_where_one_is_described() -> None:
    assert await ends(load_settings()) == (
        "ARBORETUM_DISCORD_TOKEN is not set: the README says how to get a token, step by step."
    )


async def test_a_bad_token_gives_one_clear_sentence_without_the_token(fake: FakeDiscord) -> None:
    said = await ends(load_settings(discord_token="not.a.token", discord_api_url=fake.api_url))
    assert said == (
        "Discord doesn't know this token: copy it again from the application's Bot page into ARBORETUM_DISCORD_TOKEN."
    )


async def test_a_network_that_is_not_there_gives_one_clear_sentence() -> None:
    url = f"http://127.0.0.1:{unused_port()}"
    assert "can't be reached" in await ends(load_settings(discord_token="a.b.c", discord_api_url=url))


async def test_an_intent_that_the_portal_refuses_gives_one_clear_sentence(fake: FakeDiscord) -> None:
    said = await ends(settings_for(fake, discord_message_content=True))
    assert "turn on the Message Content Intent" in said
    assert "ARBORETUM_DISCORD_MESSAGE_CONTENT=false" in said


async def test_with_the_intent_granted_it_runs(fake: FakeDiscord) -> None:
    fake.portal.intents = Intent.MESSAGE_CONTENT
    part, said = running(settings_for(fake, discord_message_content=True))
    work = asyncio.create_task(run_discord(part))
    await fake.connected()
    part.stop.set()
    await work
    signed_in, leaving = said
    assert signed_in.startswith(f"Discord: signed in as {fake.bot.name}")
    assert leaving == "Discord: leaving; what was begun is finished first."
