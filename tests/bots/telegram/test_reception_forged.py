"""Buttons that nobody was shown, or that were shown to others: refused kindly, and nothing is done."""

import pytest
from sqlalchemy import func, select

from bots.desk import tables
from bots.telegram.front import Front
from bots.text.buttons import sign
from core.store.tables import message
from core.store.transaction import Transaction
from tests.fakes.telegram import FakeTelegram, Human, Seen

TASK = "write the first message"


@pytest.fixture
def ann(fake: FakeTelegram) -> Human:
    return fake.human("Ann")


@pytest.fixture
async def page(bot: Front, ann: Human) -> Seen:
    ann.start("work")
    return await ann.reads(ann.dm, "Welcome!")


async def kept(bot: Front) -> int | None:
    return await bot.home.desk.run(lambda c: c.scalar(select(func.count()).select_from(tables.inbox)))


def altered(token: str) -> list[str]:
    """What somebody may make of a token."""
    action, version, argument, seal = token.split(".")
    return [
        f"send.{version}.{argument}.{seal}",
        f"{action}.{int(version) + 1}.{argument}.{seal}",
        f"{action}.{version}.x.{seal}",
        f"{action}.{version}.{argument}.{seal[::-1]}x",
        f"{action}.{version}.{argument}.",
        token[:-1],
        token + "=",
        "x" * 64,
        "agree",
        "....",
        "übung.0..ä",
        sign(b"another secret", "1", "agree", 0),
        "a" * 5_000,
    ]


async def test_forged_and_altered_buttons_are_refused_and_nothing_is_kept(bot: Front, page: Seen, ann: Human) -> None:
    token = page.button("I agree, start").data
    assert token
    before = await kept(bot)
    for data in altered(token):
        reply = await ann.forge(page, data).answered()
        assert reply.alerted, data
    assert await kept(bot) == before
    assert "I agree, start" in page.labels


async def test_somebody_elses_button_does_nothing(bot: Front, fake: FakeTelegram, page: Seen, ann: Human) -> None:
    mallory = fake.human("Mallory")
    mallory.start("work")
    theirs = await mallory.reads(mallory.dm, "Welcome!")
    before = await kept(bot)
    token = page.button("I agree, start").data
    assert token
    reply = await mallory.forge(theirs, token).answered()
    assert reply.alerted
    assert await kept(bot) == before


async def test_a_button_that_is_pressed_again_after_all_is_done_files_nothing_twice(
    bot: Front, fake: FakeTelegram, page: Seen, ann: Human
) -> None:
    ann.press(page, "I agree, start")
    await ann.reads(ann.dm, TASK)
    ann.say(ann.dm, "Why do cats purr when somebody strokes them?")
    old = (await ann.reads(ann.dm, "This is your text")).frozen()
    ann.press(old, "Send")
    await ann.reads(ann.dm, "✓ Stored. Receipt")
    for _ in range(2):
        await ann.press(old, "Send").answered()
    await fake.calm()
    await bot.home.runner.settle()
    assert bot.home.store
    assert len(await bot.home.store.read(_texts)) == 1


def _texts(tx: Transaction) -> list[str]:
    return list(tx.execute(select(message.c.text)).scalars())
