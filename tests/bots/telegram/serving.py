"""The front end at work, in this process, on the databases of the working folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bots.assembly import House, household
from bots.dialogue import checks
from bots.telegram.front import Front
from bots.telegram.intake import Intake
from bots.telegram.pace import Pace
from bots.telegram.running import at_work, polling, signed_in
from core.settings import load_settings
from tests.fakes.tables import begin
from tests.fakes.telegram import FakeTelegram


@asynccontextmanager
async def serving(
    fake: FakeTelegram, *, house: House = household, pace: Pace | None = None, **settings: Any
) -> AsyncIterator[Front]:
    """Poll until the block is left."""
    checks.load()
    chosen = load_settings(telegram_token=fake.token, telegram_api_url=fake.api_url, secret="s" * 16, **settings)
    begin(chosen)
    async with (
        signed_in(chosen, pace) as bot,
        at_work(bot, chosen, house) as front,
        polling(bot, Intake(front.reception.take)),
    ):
        await fake.listening()
        yield front
