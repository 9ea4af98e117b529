from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bots.dialogue.community import Community, Place
from bots.discord.front import Front
from core.domain.task import Kind
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import Channel, FakeDiscord, Permission, Reply, Seen, Server
from tests.fakes.discord.seen import Select


@dataclass
class Desk:
    """An administrator at the panel."""

    server: Server
    channel: Channel
    panel: Seen
    bot: Front

    async def choose(self, action: str, *values: Any) -> str:
        reply = self.server.owner.choose(self.panel, *values, where=menu(action))
        await reply.settled()
        return self.panel.text

    async def press(self, label: str) -> Reply:
        return await self.server.owner.press(self.panel, label).settled()

    async def community(self) -> Community:
        return await self.bot.reception.communities.now(self.server.id)


def menu(action: str) -> Callable[[Select], bool]:
    return lambda select: f":{action}." in select.custom_id


async def opened(server: Server, channel: Channel, bot: Front) -> Desk:
    reply = await server.owner.command("setup", channel).settled()
    return Desk(server, channel, reply.message, bot)


@pytest.fixture
async def desk(fake: FakeDiscord, bot: Front) -> Desk:
    """The panel, just opened."""
    server = fake.guild()
    return await opened(server, server.text("general"), bot)


async def test_each_choice_is_written_at_once_and_shown(desk: Desk) -> None:
    board, tasks, reports = (desk.server.text(name) for name in ("board", "tasks", "reports"))
    keepers = desk.server.role("keepers")
    await desk.choose("setup-tasks", tasks)
    await desk.choose("setup-board", board)
    await desk.choose("setup-reports", reports)
    text = await desk.choose("setup-roles", keepers)
    assert await desk.community() == Community(
        str(desk.server.id),
        desk.server.guild.name,
        task_channel=str(tasks.id),
        board_channel=str(board.id),
        moderators_channel=str(reports.id),
        moderator_roles=(str(keepers.id),),
    )
    assert "✓ Kept." in text
    assert "✓ I have every right that I need in the 3 channels." in text
    assert "Nobody moderates" not in text


async def test_the_other_page_has_languages_kinds_place_and_locale(desk: Desk) -> None:
    await desk.press("Languages and work …")
    await desk.choose("setup-languages", "de", "en")
    await desk.choose("setup-kinds", Kind.INITIAL_PROMPT)
    await desk.choose("setup-place", "thread")
    await desk.choose("setup-locale", "de")
    community = await desk.community()
    assert set(community.languages) == {"de", "en"}
    assert community.kinds == (Kind.INITIAL_PROMPT,)
    assert (community.place, community.locale) == (Place.THREAD, "de")
    await desk.press("Channels and moderators …")
    assert desk.panel.select("No board").kind == 8


async def test_a_choice_can_be_taken_back(desk: Desk) -> None:
    await desk.choose("setup-board", desk.server.text("board"))
    await desk.choose("setup-board")
    assert (await desk.community()).board_channel == ""


async def test_the_board_comes_at_once(desk: Desk) -> None:
    board = desk.server.text("board")
    await desk.choose("setup-board", board)
    assert (await desk.server.owner.reads(board, "open collection")).labels == ["Give me a task"]
    assert "The board comes to" in desk.panel.text
    again = await desk.server.owner.command("setup", desk.channel).settled()
    assert "✓ The board hangs in" in again.message.text


async def test_a_break_is_made_and_ended(desk: Desk) -> None:
    await desk.press("Take a break")
    assert (await desk.community()).paused
    assert "There is a break" in desk.panel.text
    await desk.press("Go on")
    assert not (await desk.community()).paused
    assert "There is a break" not in desk.panel.text


async def test_everybody_is_never_made_a_moderator(desk: Desk) -> None:
    keepers = desk.server.role("keepers")
    assert "@everyone was left out" in await desk.choose("setup-roles", desk.server.everyone, keepers)
    assert (await desk.community()).moderator_roles == (str(keepers.id),)


async def test_two_who_set_up_at_once_lose_nothing_of_each_other(fake: FakeDiscord, desk: Desk) -> None:
    gardener = desk.server.role("gardener", Permission.MANAGE_GUILD)
    other = fake.human("ada", desk.server, roles=[gardener])
    others = (await other.command("setup", desk.channel).settled()).message
    board, tasks = desk.server.text("board"), desk.server.text("tasks")
    first = desk.server.owner.choose(desk.panel, board, where=menu("setup-board"))
    second = other.choose(others, tasks, where=menu("setup-tasks"))
    await first.settled()
    await second.settled()
    community = await desk.community()
    assert (community.board_channel, community.task_channel) == (str(board.id), str(tasks.id))


async def test_the_panel_works_after_a_restart(fake: FakeDiscord, nothing_set: None) -> None:
    server = fake.guild()
    board = server.text("board")
    async with serving(fake) as bot:
        before = await opened(server, server.text("general"), bot)
    async with serving(fake) as bot:
        after = Desk(server, before.channel, before.panel, bot)
        await after.choose("setup-board", board)
        await after.press("Take a break")
        community = await after.community()
    assert (community.board_channel, community.paused) == (str(board.id), True)
