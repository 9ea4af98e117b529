"""Flood control, where a test turns it on."""

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from tests.fakes.telegram import FakeTelegram


async def test_twenty_messages_a_minute_go_to_a_group(fake: FakeTelegram, bot: Bot) -> None:
    seconds = 0.0
    fake.flood.now = lambda: seconds
    fake.flood.on(whole=None)
    group, other = fake.group(), fake.group("Others")
    for number in range(20):
        await bot.send_message(group.id, f"message {number}")
    with pytest.raises(RetryAfter, match="Retry in 0:01:00"):
        await bot.send_message(group.id, "one too many")
    await bot.send_message(other.id, "others are not concerned")
    seconds = 60.5
    await bot.send_message(group.id, "again")
    assert (fake.flood.most_in_a_minute(group.id), fake.flood.refused[group.id]) == (20, 1)


async def test_a_message_a_second_goes_to_a_person_and_so_many_to_all(fake: FakeTelegram, bot: Bot) -> None:
    fake.flood.now = lambda: 0.0
    fake.flood.on(whole=2)
    people = [fake.human(f"Person {number}") for number in range(3)]
    for one in people:
        one.start()
    await bot.send_message(people[0].id, "one")
    with pytest.raises(RetryAfter, match="Retry in 0:00:01"):
        await bot.send_message(people[0].id, "two")
    await bot.send_message(people[1].id, "one")
    with pytest.raises(RetryAfter):
        await bot.send_message(people[2].id, "one")
    fake.flood.off()
    await bot.send_message(people[2].id, "one")
