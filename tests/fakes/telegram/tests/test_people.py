"""People talk to the real library: they start it, press its buttons, and reply where it asks them to."""

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.bot import Queue


async def test_a_deep_link_brings_its_payload(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    reply = await ann.follow("https://t.me/arbor_bot?start=garden-1").settled()
    assert reply.message.text == "Hello garden-1"
    assert [one.text for one in ann.sees()] == ["/start garden-1", "Hello garden-1"]


async def test_buttons_are_pressed_answered_and_edited_in_place(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    door = (await ann.command("door").settled()).message
    assert door.labels == ["Knock 0"]
    first = await ann.press(door, "Knock 0").settled()
    assert (first.message.id, first.message.text, first.toast, first.alerted) == (
        door.id,
        "Knocked 1 times",
        "1!",
        False,
    )
    second = await ann.press(door, "Knock 1").answered()
    assert (second.toast, second.alerted) == ("2!", True)


async def test_a_client_that_lags_presses_what_stood_there_before(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    door = (await ann.command("door").settled()).message
    old = door.frozen()
    await ann.press(door, "Knock 0").settled()
    with pytest.raises(LookupError):
        ann.press(door, "Knock 0")
    await ann.press(old, "Knock 0").answered()
    await ann.forge(door, "knock:41").settled()
    assert (await ann.reads(ann.dm, "Knocked 42 times")).id == door.id


async def test_a_forced_reply_is_for_whoever_was_asked(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group()
    ann, ben = fake.human("Ann", group), fake.human("Ben", group)
    question = (await ann.command("ask", group).settled()).message
    assert (ann.asked(group), ben.asked(group)) == (question, None)
    answer = ann.say(group, "like this").said
    assert answer.reply_to == question
    assert ann.asked(group) is None
    ben.say(group, "and I say")
    await fake.handed_over()
    assert [one.message.text for one in queue.heard if one.message and one.message.text] == [
        "/ask@arbor_bot",
        "like this",
    ]
