"""A press is answered at once, whatever becomes of what others did before it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from telegram import Update

from bots.dialogue import checks
from bots.telegram.intake import Intake
from bots.telegram.running import at_work, polling, signed_in
from core.domain.errors import StoreAway
from core.settings import load_settings
from tests.bots.telegram.client_user import ClientUser
from tests.fakes.telegram import FakeTelegram


@dataclass
class Door:
    """What somebody does can't be kept while they are `shut` out: it waits, or fails where the desk is away."""

    away: bool
    shut: int | None = None
    turned: list[int] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def pass_by(self, update: Update) -> None:
        user = update.effective_user
        if user is None or user.id != self.shut or self.opened.is_set():
            return
        self.turned.append(update.update_id)
        if self.away:
            raise StoreAway
        await self.opened.wait()


@pytest.fixture(params=[False, True], ids=["slow", "away"])
async def door(fake: FakeTelegram, nothing_set: None, request: pytest.FixtureRequest) -> AsyncIterator[Door]:
    """The front end at work behind it."""
    door = Door(request.param)
    checks.load()
    settings = load_settings(telegram_token=fake.token, telegram_api_url=fake.api_url, secret="s" * 16)
    async with signed_in(settings) as bot, at_work(bot, settings) as front:

        async def take(update: Update) -> None:
            await door.pass_by(update)
            await front.reception.take(update)

        async with polling(bot, Intake(take)):
            await fake.listening()
            yield door


async def test_no_press_waits_for_what_somebody_else_did_in_the_same_poll(fake: FakeTelegram, door: Door) -> None:
    ann, ben = ClientUser(fake, "Ann", "en"), ClientUser(fake, "Ben", "en")
    for one in (ann, ben):
        one.human.command("work")
        await one.until("welcome")
    await fake.calm()
    door.shut = ben.human.id
    ben.human.command("work")
    press = ann.human.press(ann.page, "I agree, start")
    await press.answered()
    assert door.turned
    assert not door.opened.is_set()
    await ann.human.until(lambda: not ann.reads("welcome"))
    pages = len(ben.human.sees())
    door.opened.set()
    await ben.human.until(lambda: len(ben.human.sees()) > pages)


async def test_presses_before_and_behind_one_that_cannot_be_kept_are_answered(fake: FakeTelegram, door: Door) -> None:
    people = [ClientUser(fake, f"P{number}", "en") for number in range(5)]
    for one in people:
        one.human.command("work")
        await one.until("welcome")
    await fake.calm()
    door.shut = people[2].human.id
    presses = [one.human.press(one.page, "I agree, start") for one in people]
    for number in (0, 1, 3, 4):
        await presses[number].answered()
    await fake.until(lambda: door.turned)
    door.opened.set()
    await presses[2].answered()
    await people[2].human.until(lambda: not people[2].reads("welcome"))
