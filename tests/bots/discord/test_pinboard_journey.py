"""A report becomes a card for moderators, is decided by a button, has its effect on the tree, and is told."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bots.dialogue.community import Community
from bots.discord.front import Front
from core.store.tables import audit, message
from core.store.transaction import Transaction
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import Channel, FakeDiscord, Human, Seen, Server

SKY = "Why is the sky blue at noon, and red in the evening?"


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def bot(fake: FakeDiscord, nothing_set: None) -> AsyncIterator[Front]:
    async with serving(fake) as front:
        yield front


async def begun(person: Human, square: Channel) -> Seen:
    """Their page, with the first task on it."""
    page = (await person.command("work", square).settled()).message
    await person.press(page, "I agree, start").answered()
    await person.until(lambda: "Write" in page.labels)
    return page


async def write(person: Human, page: Seen) -> None:
    form = (await person.press(page, "Write").answered()).form
    assert form is not None
    await person.submit(form, {"Your text": SKY}).answered()
    await person.until(lambda: "Send" in page.labels)
    await person.press(page, "Send").answered()
    await person.until(lambda: "✓ Stored. Receipt" in page.text)


async def report(person: Human, square: Channel) -> None:
    """They report what they were given to review."""
    page = (await person.command("work", square, kind="review").settled()).message
    await person.until(lambda: "Noted" in page.text)
    await person.press(page, "Skip").answered()
    await person.until(lambda: "Spam" in page.labels)
    await person.press(page, "Spam").answered()  # the practice item
    await person.until(lambda: SKY in page.text)
    page = (await person.command("report", square, reason="it insults the sky").settled()).message
    await person.until(lambda: "Hateful" in page.labels)
    await person.press(page, "Hateful").answered()
    await person.until(lambda: "The moderators will look at it" in page.text)


def of_store(tx: Transaction) -> tuple[list[str], list[bool]]:
    actions = list(tx.execute(select(audit.c.action).order_by(audit.c.created_at, audit.c.id)).scalars())
    return actions, list(tx.execute(select(message.c.deleted)).scalars())


async def set_up(bot: Front, server: Server, reports: Channel, role_id: int) -> None:
    community = Community(str(server.id), moderators_channel=str(reports.id), moderator_roles=(str(role_id),))
    await bot.reception.communities.save(community)


async def test_a_report_is_decided_by_who_has_the_role_and_nobody_else(fake: FakeDiscord, bot: Front) -> None:
    server = fake.guild()
    square, reports = server.text("square"), server.text("reports")
    role = server.role("moderators")
    ada, ben = fake.human("ada", server), fake.human("ben", server)
    mia = fake.human("mia", server, roles=[role])
    await set_up(bot, server, reports, role.id)
    page = await begun(ada, square)
    await begun(ben, square)
    await write(ada, page)
    await report(ben, square)
    await bot.home.runner.settle()
    await bot.keeper.hurry()
    card = await mia.reads(reports, "it insults the sky")
    store = bot.home.store
    assert store is not None

    barred = (await ben.press(card, "Remove …").settled()).message
    await ben.until(lambda: "moderators only" in barred.text)
    assert await store.read(of_store) == ([], [False])

    confirming = (await mia.press(card, "Remove …").settled()).message
    assert confirming.ephemeral
    await mia.until(lambda: "Remove" in confirming.labels)
    await mia.press(confirming, "Remove").answered()
    await mia.until(lambda: "Removed." in confirming.text)
    assert await store.read(of_store) == (["appoint", "remove"], [True])
    await bot.keeper.hurry()
    await mia.until(lambda: "mia" in card.text and card.labels == [])
    await bot.home.runner.tick()
    await ada.until(lambda: "A moderator removed one of your texts" in page.text)

    server.take(mia, role)
    again = (await mia.command("mod queue", square).settled()).message
    await mia.until(lambda: "moderators only" in again.text)
