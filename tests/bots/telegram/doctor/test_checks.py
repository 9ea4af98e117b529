"""The looks at Telegram as `arboretum doctor` does them."""

from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bots.doctor.check import examine
from bots.doctor.finding import Finding, Level
from bots.telegram.doctor.checks import checks
from core.settings import load_settings
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.usefixtures("nothing_set")


async def found(fake: FakeTelegram, **given: Any) -> dict[str, Finding]:
    settings = load_settings(**{"telegram_token": fake.token, "telegram_api_url": fake.api_url, **given})
    async with checks(settings) as listed:
        return {one.name: one.finding for one in await examine(listed, lambda done, total: None)}


async def test_a_bot_that_is_well_is_told_its_links_and_the_next_step(fake: FakeTelegram) -> None:
    told = await found(fake)
    assert {finding.level for finding in told.values()} == {Level.OK}
    assert f"https://t.me/{fake.bot.username}?start=work" in told["Telegram: links"].sentence
    assert "arboretum telegram" in told["Telegram: links"].advice


async def test_a_wrong_token_is_said_in_one_sentence_without_it(fake: FakeTelegram) -> None:
    told = await found(fake, telegram_token="12345:not-a-token-of-anybody")
    (finding,) = told.values()
    assert finding.level is Level.FAIL
    assert "not-a-token" not in finding.sentence + finding.advice


async def test_without_a_network_telegram_is_said_to_be_away(fake: FakeTelegram) -> None:
    told = await found(fake, telegram_api_url=f"http://127.0.0.1:{unused_port()}")
    (finding,) = told.values()
    assert (finding.level, "reached" in finding.sentence) == (Level.FAIL, True)


async def test_a_bot_that_sees_all_in_groups_is_advised_not_to(fake: FakeTelegram) -> None:
    fake.world.privacy = False
    assert (await found(fake))["Telegram: groups"].level is Level.WARN
