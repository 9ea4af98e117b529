"""From a server without any set-up to the first receipt, in the real library and the fake Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.__main__ import main
from bots.dialogue.community import Community, Place
from bots.discord.front import Front
from bots.discord.permissions import INVITED
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import FakeDiscord, Human, Permission, Seen


@pytest.fixture
def prompts(nothing_set: None) -> None:
    """A collection in which there is something to review."""
    Path("prompts.txt").write_text("How do trees drink?\nWhy is the sky dark at night?\n", encoding="utf-8")
    imported = CliRunner().invoke(main, ["import", "prompts.txt", "--prompts", "--lang", "en"])
    assert imported.exit_code == 0, imported.output


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def bot(fake: FakeDiscord, prompts: None) -> AsyncIterator[Front]:
    async with serving(fake) as front:
        yield front


async def presses_to_receipt(person: Human, page: Seen) -> int:
    """How many buttons it takes from here: each is one that stands there, and none opens a form."""
    labels = ("I agree, start", "Spam", "Fine")
    for label in labels:
        reply = await person.press(page, label).settled()
        assert reply.form is None
    assert "✓ Stored. Receipt" in page.text
    return len(labels)


async def test_from_the_board_to_the_first_receipt_are_four_presses(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    board, ada = server.text("board"), fake.human("ada", server)
    panel = (await server.owner.command("setup", board).settled()).message
    await server.owner.choose(panel, board, where=lambda select: ":setup-board." in select.custom_id).answered()
    hanging = await ada.reads(board, "open collection")
    page = await ada.press(hanging, "Give me a task").settled()
    assert page.ephemeral
    assert 1 + await presses_to_receipt(ada, page.message) <= 4
    assert ada.threads() == []
    assert [message.id for message in ada.sees(board) if not message.from_bot] == []


async def test_work_answers_in_a_server_in_which_nothing_was_set_up(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    ada = fake.human("ada", server)
    page = await ada.command("work", server.text("general")).settled()
    assert page.ephemeral
    assert await presses_to_receipt(ada, page.message) <= 3


async def test_the_five_permissions_of_the_invite_are_enough_for_all_places(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild(bot=False)
    server.set_role(server.everyone, Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS)
    server.invite_bot(INVITED.value)
    board, tasks, reports = (server.text(name) for name in ("board", "tasks", "reports"))
    ada = fake.human("ada", server)
    await bot.reception.communities.save(
        Community(
            str(server.id),
            place=Place.THREAD,
            task_channel=str(tasks.id),
            board_channel=str(board.id),
            moderators_channel=str(reports.id),
        )
    )
    await bot.keeper.hurry()
    await ada.press(await ada.reads(board, "open collection"), "Give me a task").settled()
    (thread,) = await ada.until(ada.threads)
    card = await ada.reads(thread, "Welcome!")
    for label, follows in (("I agree, start", "practice"), ("Spam", "Does it belong"), ("Fine", "✓ Stored. Receipt")):
        await ada.press(card, label).answered()
        card = await ada.reads(thread, follows)
    panel = (await server.owner.command("setup", reports).settled()).message
    await server.owner.press(panel, "Send a test card").answered()
    await server.owner.until(lambda: panel.text.count("a test card is there") == 3)
    assert "every right that I need" in panel.text
    assert [str(request) for request in fake.requests if request.status >= 400] == []
