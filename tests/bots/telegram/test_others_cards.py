"""Whoever answers somebody else's card in a group is told that nothing was taken from it, and that once."""

import pytest
from sqlalchemy import select

from bots.telegram.front import Front
from core.store.tables import message
from core.store.transaction import Transaction
from tests.bots.telegram.test_circle import RAIN, known
from tests.bots.telegram.test_front_journey import SKY
from tests.fakes.telegram import FakeTelegram, Human, Seen

TOLD = "That card is somebody else’s"


def texts(tx: Transaction) -> list[str]:
    return list(tx.execute(select(message.c.text)).scalars())


def told(person: Human, seen: Seen) -> list[Seen]:
    """What was said to one message."""
    return [one for one in person.sees(seen.chat) if one.reply_to and one.reply_to.id == seen.id and TOLD in one.text]


@pytest.mark.parametrize("in_topic", [False, True])
async def test_an_answer_to_somebody_elses_card_is_kept_for_nobody_and_that_is_said_once(
    fake: FakeTelegram, bot: Front, in_topic: bool
) -> None:
    group = fake.group("Gardeners", forum=in_topic)
    topic = group.topic("Work") if in_topic else None
    ann, ben = await known(fake, "Ann", group), await known(fake, "Ben", group)
    ann.command("work", group, topic=topic)
    asked = await ann.until(lambda: ann.asked(group, topic))
    first = ben.say(group, RAIN, reply_to=asked, topic=topic).said
    await ben.until(lambda: told(ben, first))
    again = ben.say(group, f"{RAIN} Please.", reply_to=asked, topic=topic).said
    ann.say(group, SKY, topic=topic)
    preview = await ann.until(lambda: next((one for one in ann.sees(group, topic) if "Send" in one.labels), None))
    assert RAIN not in preview.text
    ann.press(preview, "Send")
    receipt = await ann.reads(group, "✓ Stored. Receipt")
    praise = ben.say(group, "Well asked!", reply_to=receipt, topic=topic).said
    ben.command("work", group, topic=topic)
    await ben.until(lambda: ben.asked(group, topic))
    await bot.courtesies.said()
    assert told(ben, again) == told(ben, praise) == []
    assert bot.home.store is not None
    assert await bot.home.store.read(texts) == [SKY]


async def test_people_who_are_unknown_to_us_are_told_in_the_language_of_their_app(
    fake: FakeTelegram, bot: Front
) -> None:
    group = fake.group("Gardeners")
    ann, eva = await known(fake, "Ann", group), fake.human("Eva", group, language="de")
    ann.command("work", group)
    asked = await ann.until(lambda: ann.asked(group))
    eva.say(group, RAIN, reply_to=asked)
    await eva.reads(group, "Diese Karte gehört jemand anderem")
