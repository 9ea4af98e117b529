"""What goes wrong on the way: limits, broken connections, late answers."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter

from tests.fakes.telegram import FakeTelegram, Human


@pytest.fixture
def ann(fake: FakeTelegram) -> Human:
    """Somebody who has started the bot."""
    ann = fake.human("Ann")
    ann.start()
    return ann


def _said(human: Human) -> list[str]:
    return [one.text for one in human.sees() if one.from_bot]


async def test_a_limit_names_the_seconds(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    ben = fake.human("Ben")
    ben.start()
    fake.faults.limit("send*", after=7, chat=ann.id)
    await bot.send_message(ben.id, "hello")
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(ann.id, "hello")
    await bot.send_message(ann.id, "hello")
    assert fake.requests.count("sendMessage", 429) == 1


async def test_servers_fail_with_and_without_doing_it(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    fake.faults.fail("sendMessage")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ann.id, "one")
    fake.faults.fail("sendMessage", status=500, done=True)
    with pytest.raises(NetworkError):
        await bot.send_message(ann.id, "two")
    assert _said(ann) == ["two"]


async def test_connections_break(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    fake.faults.reset("sendMessage")
    with pytest.raises(NetworkError, match="httpx"):
        await bot.send_message(ann.id, "one")
    fake.faults.reset("sendMessage", done=True)
    with pytest.raises(NetworkError):
        await bot.send_message(ann.id, "two")
    assert _said(ann) == ["two"]


async def test_any_refusal_can_be_planned(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    fake.faults.refuse("sendMessage", "Bad Request: chat not found")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(ann.id, "one")


async def test_requests_wait_at_a_gate(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    before, after = fake.faults.hold("sendMessage"), fake.faults.hold("sendMessage", done=True)
    first = asyncio.create_task(bot.send_message(ann.id, "one"))
    await before.arrived.wait()
    second = asyncio.create_task(bot.send_message(ann.id, "two"))
    await after.arrived.wait()
    assert _said(ann) == ["two"]
    before.open()
    await first
    after.open()
    await second
    assert _said(ann) == ["two", "one"]


async def test_an_answer_comes_late(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    fault = fake.faults.delay(60, "sendMessage", done=True, times=None)
    with pytest.raises(NetworkError):
        await bot.send_message(ann.id, "one", read_timeout=0.05)
    fake.faults.lift(fault)
    await bot.send_message(ann.id, "two")
    assert _said(ann) == ["one", "two"]
