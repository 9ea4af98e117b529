"""Where a place is closed, gone or shut to us, people are answered in the next one that is left."""

from collections.abc import Callable

import pytest

from bots.telegram.front import Front
from tests.bots.telegram.test_circle import known
from tests.bots.telegram.test_front_journey import SKY
from tests.fakes.telegram import FakeTelegram, Group, Topic, topics

Lose = Callable[[Group, Topic], object]


def without_topics(group: Group, topic: Topic) -> None:
    group.delete(topic)
    group.turn_topics(on=False)


LOSSES: dict[str, Lose] = {
    "closed": Group.close,
    "deleted": Group.delete,
    "silenced": lambda group, topic: group.silence_bot(),
    "put out": lambda group, topic: group.expel_bot(),
    "dissolved": lambda group, topic: group.dissolve(),
    "without topics": without_topics,
}


@pytest.mark.parametrize("loss", LOSSES)
async def test_what_was_written_in_a_topic_goes_on_in_private_when_that_is_lost(
    fake: FakeTelegram, bot: Front, loss: str
) -> None:
    group = fake.group("Gardeners", forum=True)
    topic = group.topic("Work")
    ann = await known(fake, "Ann", group)
    ann.command("work", group, topic=topic)
    await ann.until(lambda: ann.asked(group, topic))
    ann.say(group, SKY, topic=topic)
    LOSSES[loss](group, topic)
    preview = await ann.reads(ann.dm, "This is your text")
    assert SKY in preview.text
    ann.press(preview, "Send")
    await ann.reads(ann.dm, "✓ Stored. Receipt")


async def test_a_group_that_became_a_supergroup_is_answered_where_it_is_now(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", small=True)
    ann = await known(fake, "Ann", group)
    ann.command("work", group)
    await ann.until(lambda: ann.asked(group))
    ann.say(group, SKY)
    await ann.reads(group, "This is your text")
    group.upgrade()
    ann.command("work", group)
    preview = await ann.reads(group, "This is your text")
    ann.press(preview, "Send")
    await ann.reads(group, "✓ Stored. Receipt")


async def test_topics_of_the_private_chat_are_answered_in_and_missed_by_nobody(fake: FakeTelegram, bot: Front) -> None:
    fake.world.topics_in_private = True
    ann = await known(fake, "Ann")
    topic = ann.topic("Trees")
    ann.command("languages", topic=topic)
    page = await ann.reads(ann.dm, "Which languages")
    assert page.thread == topic.id
    topics.remove(fake.world, topic)
    ann.command("mine")
    assert (await ann.reads(ann.dm, "You haven’t sent")).thread is None


async def test_a_topic_that_is_opened_in_the_private_chat_says_nothing(fake: FakeTelegram, bot: Front) -> None:
    fake.world.topics_in_private = True
    ann = await known(fake, "Ann")
    before = len(ann.sees())
    ann.topic("Trees")
    await fake.calm()
    await bot.courtesies.said()
    assert len(ann.sees()) == before
    ann.send_media(ann.dm, "sticker")
    await ann.reads(ann.dm, "I can take texts")


async def test_a_topic_of_the_private_chat_that_is_gone_meanwhile_loses_no_answer(
    fake: FakeTelegram, bot: Front
) -> None:
    fake.world.topics_in_private = True
    ann = await known(fake, "Ann")
    topic = ann.topic("Trees")
    ann.command("mine", topic=topic)
    topics.remove(fake.world, topic)
    assert (await ann.reads(ann.dm, "You haven’t sent")).thread is None


async def test_whoever_blocked_us_is_served_again_on_coming_back(fake: FakeTelegram, bot: Front) -> None:
    ann = await known(fake, "Ann")
    ann.block_bot()
    await fake.calm()
    await bot.home.runner.settle()
    reply = await ann.start().settled()
    assert reply.message.labels


async def test_an_account_that_is_gone_stops_nothing(fake: FakeTelegram, bot: Front) -> None:
    ann, ben = await known(fake, "Ann"), await known(fake, "Ben")
    ann.command("mine")
    ann.delete_account()
    await fake.calm()
    await bot.home.runner.settle()
    ben.command("mine")
    await ben.reads(ben.dm, "You haven’t sent")
