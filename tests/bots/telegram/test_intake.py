"""An update is confirmed when it is kept, and what goes wrong over one never stops the others."""

import asyncio

import pytest
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.ext import Updater

from bots.telegram.intake import KINDS, Intake
from core.domain.errors import StoreAway
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.bot import bot_of

UPDATE = Update(7)


def failing(error: Exception) -> Intake:
    async def take(update: Update) -> None:
        raise error

    return Intake(take)


async def test_putting_waits_until_the_update_is_kept() -> None:
    kept, may_keep = list[Update](), asyncio.Event()

    async def take(update: Update) -> None:
        await may_keep.wait()
        kept.append(update)

    putting = asyncio.create_task(Intake(take).put(UPDATE))
    await asyncio.sleep(0)
    assert not putting.done()
    may_keep.set()
    await putting
    assert kept == [UPDATE]


@pytest.mark.parametrize("error", [StoreAway(), TimedOut(), NetworkError("no route")])
async def test_what_may_go_better_in_a_moment_comes_again(error: Exception) -> None:
    with pytest.raises(NetworkError):
        await failing(error).put(UPDATE)


@pytest.mark.parametrize(
    "error", [KeyError("a secret"), BadRequest("not enough rights"), Forbidden("blocked"), InvalidToken()]
)
async def test_what_would_go_wrong_each_time_is_logged_without_its_text_and_let_go(error: Exception) -> None:
    with capture_logs() as log:
        await failing(error).put(UPDATE)
    (entry,) = log
    assert (entry["event"], entry["log_level"], entry["update_id"]) == ("update_failed", "error", 7)
    assert "a secret" not in str(entry)


async def test_the_library_asks_for_the_same_update_again_and_goes_on(fake: FakeTelegram) -> None:
    heard: list[str] = []
    troubles: list[TelegramError] = []

    async def take(update: Update) -> None:
        assert update.message is not None
        heard.append(update.message.text or "")
        if heard.count("/start") == 1 and update.message.text == "/start":
            raise StoreAway

    ann = fake.human("Ann")
    async with Updater(bot_of(fake), Intake(take)) as updater:
        await updater.start_polling(poll_interval=0, allowed_updates=list(KINDS), error_callback=troubles.append)
        ann.start()
        ann.say(ann.dm, "later")
        await fake.handed_over()
        await updater.stop()
    assert heard.count("/start") == 2
    assert heard[-1] == "later"
    assert [str(one) for one in troubles] == ["the desk can't write"]
