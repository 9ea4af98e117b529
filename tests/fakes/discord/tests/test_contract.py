"""Discord's description is held against every request."""

import io
from typing import Any

import discord
import pytest
from aiohttp import ClientSession
from discord import ui

from tests.fakes.discord import FakeDiscord, contract
from tests.fakes.discord.routes import ROUTES
from tests.fakes.discord.tests.bot import Bot

pytestmark = pytest.mark.skipif(not contract.SPECIFICATION.is_file(), reason="Discord's description is not there")


async def _ask(fake: FakeDiscord, method: str, path: str, body: Any = None, **query: str) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {fake.token}"}
    url = fake.api_url + path
    async with (
        ClientSession() as session,
        session.request(method, url, json=body, params=query, headers=headers) as response,
    ):
        return response.status, await response.json() if await response.read() else None


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.template}")
def test_every_route_of_the_fake_is_one_of_discord(route: Any) -> None:
    assert contract._operation(route.method.lower(), route.template) is not None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"content": "x", "colour": "red"}, "colour"),
        ({"content": 5}, "content"),
        ({"components": [{"type": 2, "style": 1, "label": "alone", "custom_id": "a"}]}, "components"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
        (None, "needs a body"),
    ],
)
async def test_what_does_not_fit_is_refused_and_noted(fake: FakeDiscord, body: Any, reason: str) -> None:
    channel = fake.guild().text("talk")
    status, answer = await _ask(fake, "POST", f"/channels/{channel.id}/messages", body)
    assert (status, answer["code"]) == (400, 50035)
    assert reason in " ".join(fake.violations)
    fake.violations.clear()


async def test_a_query_must_fit_too(fake: FakeDiscord) -> None:
    channel = fake.guild().text("talk")
    for query in ({"limit": "101"}, {"limits": "5"}, {"before": "yesterday"}):
        assert (await _ask(fake, "GET", f"/channels/{channel.id}/messages", **query))[0] == 400
    assert len(fake.violations) == 3
    fake.violations.clear()
    assert (await _ask(fake, "GET", f"/channels/{channel.id}/messages", limit="100")) == (200, [])


async def test_what_is_not_known_is_noted(fake: FakeDiscord) -> None:
    assert (await _ask(fake, "GET", "/channels/nowhere"))[0] == 404
    assert len(fake.violations) == 1
    fake.violations.clear()


async def test_the_five_constant_deviations_of_the_library_are_forgiven(fake: FakeDiscord, bot: Bot) -> None:
    server = fake.guild()
    channel = server.text("talk")
    server.bot_may(8)
    found = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(found, discord.TextChannel)
    embed = discord.Embed(title="title", description="words", colour=5)
    message = await found.send(embed=embed)  # flags on embeds, nsfw on commands (when the bot started)
    await message.edit(embed=embed)  # tts on edits
    await found.guild.create_role(name="helpers", permissions=discord.Permissions(8))  # permissions as a text
    ann = fake.human("ann", server)
    card = (await ann.command("door", channel).settled()).message
    await ann.press(card, "Knock 0").settled()  # tts on an update
    assert fake.violations == []


async def test_other_deviations_are_not(fake: FakeDiscord) -> None:
    server = fake.guild()
    channel = server.text("talk")
    server.bot_may(8)
    message = (await _ask(fake, "POST", f"/channels/{channel.id}/messages", {"content": "x"}))[1]
    path = f"/channels/{channel.id}/messages/{message['id']}"
    assert (await _ask(fake, "PATCH", path, {"content": "y", "tts": True}))[0] == 400
    assert (await _ask(fake, "PATCH", path, {"content": "y", "nsfw": False}))[0] == 400
    assert (await _ask(fake, "POST", f"/guilds/{server.id}/roles", {"name": "x", "permissions": "all"}))[0] == 400
    assert len(fake.violations) == 3
    fake.violations.clear()


async def test_a_body_in_parts_is_judged_by_its_json(fake: FakeDiscord, bot: Bot) -> None:
    channel = fake.guild().text("talk")
    found = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(found, discord.TextChannel)
    with pytest.raises(discord.HTTPException):
        await found.send("x" * 4001, file=discord.File(io.BytesIO(b"x"), "x.txt"))
    assert "content" in fake.violations[0]
    fake.violations.clear()


async def test_a_label_that_is_too_long_is_named(fake: FakeDiscord, bot: Bot) -> None:
    channel = fake.guild().text("talk")
    found = await fake.until(lambda: bot.get_channel(channel.id))
    assert isinstance(found, discord.TextChannel)
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[Any] = ui.ActionRow(ui.Button(label="x" * 81, custom_id="a"))
    view.add_item(ui.Container(row))
    with pytest.raises(discord.HTTPException):
        await found.send(view=view)
    assert "components.0.components.0.components.0.label" in fake.violations[0]
    fake.violations.clear()
