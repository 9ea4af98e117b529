"""An update is confirmed when it is kept, and what goes wrong over one never stops the others."""

import asyncio
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs
from telegram import Chat, Message, Update, User
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


def said(number: int, user_id: int) -> Update:
    user = User(user_id, "Ann", is_bot=False)
    message = Message(number, datetime.now(UTC), Chat(user_id, "private"), from_user=user, text="hello")
    return Update(number, message=message)


class Taking:
    """Remembers what was begun and what was kept; an update in `held` is kept when that is let go."""

    def __init__(self, *held: int) -> None:
        self.held = {number: asyncio.Event() for number in held}
        self.begun: list[int] = []
        self.kept: list[int] = []
        self.away: set[int] = set()

    async def take(self, update: Update) -> None:
        self.begun.append(update.update_id)
        if update.update_id in self.held:
            await self.held[update.update_id].wait()
        if update.update_id in self.away:
            raise StoreAway
        self.kept.append(update.update_id)


async def test_what_a_poll_brings_is_begun_together_and_each_persons_in_order() -> None:
    taking = Taking(1)
    intake, brought = Intake(taking.take), [said(1, 10), said(2, 10), said(3, 11)]
    intake.begin(brought)
    await asyncio.sleep(0.01)
    assert (taking.begun, taking.kept) == ([1, 3], [3])
    taking.held[1].set()
    for update in brought:
        await intake.put(update)
    assert (taking.begun, taking.kept) == ([1, 3, 2], [3, 1, 2])


async def test_after_one_that_was_not_kept_the_persons_next_is_not_kept_either_until_both_come_again() -> None:
    taking = Taking()
    taking.away.add(1)
    intake, brought = Intake(taking.take), [said(1, 10), said(2, 10)]
    intake.begin(brought)
    with pytest.raises(NetworkError):
        await intake.put(brought[0])
    await intake.finish()
    assert taking.kept == []
    taking.away.clear()
    intake.begin(brought)
    for update in brought:
        await intake.put(update)
    assert taking.kept == [1, 2]


async def test_what_comes_again_while_it_is_being_kept_is_not_begun_twice() -> None:
    taking = Taking(1)
    intake = Intake(taking.take)
    intake.begin([said(1, 10)])
    await asyncio.sleep(0)
    intake.begin([said(1, 10)])
    taking.held[1].set()
    await intake.put(said(1, 10))
    await intake.finish()
    assert taking.begun == [1]


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
