"""In groups and topics texts are written; everything else leads into the private chat."""

import pytest

from bots.telegram.front import Front
from tests.bots.telegram.test_front_journey import SKY, press_next
from tests.fakes.telegram import BOT_RIGHTS, FakeTelegram, Group, Human

RAIN = "What makes rain smell the way it does on a hot street?"


async def known(fake: FakeTelegram, name: str, *places: Group) -> Human:
    """Somebody who has agreed in the private chat, and has skipped what came first; the next has come."""
    person = fake.human(name, *places)
    person.command("work")
    await press_next(person, "I agree, start")
    await person.reads(person.dm, "write the first message")
    await press_next(person, "Skip")
    await person.until(lambda: "Skip" in person.sees(person.dm)[-1].labels)
    return person


async def test_somebody_new_is_led_into_the_private_chat(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    ann = fake.human("Ann", group)
    ann.command("work", group)
    (link,) = (await ann.reads(group, "private chat")).links
    ann.follow(link)
    await ann.reads(ann.dm, "Welcome!")


@pytest.mark.parametrize("in_topic", [False, True])
async def test_a_text_is_written_in_the_group_by_the_one_who_was_asked(
    fake: FakeTelegram, bot: Front, in_topic: bool
) -> None:
    group = fake.group("Gardeners", forum=in_topic)
    topic = group.topic("Work") if in_topic else None
    ann, ben = await known(fake, "Ann", group), fake.human("Ben", group)
    ann.command("work", group, topic=topic)
    await ann.until(lambda: ann.asked(group, topic))
    assert ben.asked(group, topic) is None
    ann.say(group, SKY, topic=topic)
    preview = await ann.until(lambda: next((seen for seen in ann.sees(group, topic) if "Send" in seen.labels), None))
    assert SKY in preview.text
    await ben.press(preview, "Send").answered()
    assert not any("✓ Stored" in seen.text for seen in ann.sees(group, topic))
    ann.press(preview, "Send")
    await ann.reads(group, "✓ Stored. Receipt")


async def test_a_text_is_sent_into_the_group_as_a_file(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    ann = await known(fake, "Ann", group)
    ann.command("work", group)
    asked = await ann.until(lambda: ann.asked(group))
    ann.send_document(group, "picture.png", b"\x89PNG", reply_to=asked)
    await ann.reads(group, "text files only")
    ann.send_document(group, "sky.txt", SKY.encode(), reply_to=asked)
    preview = await ann.reads(group, "This is your text")
    assert SKY in preview.text
    ann.press(preview, "Send")
    await ann.reads(group, "✓ Stored. Receipt")


async def test_what_others_say_in_a_group_is_nobodys_text(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    ann, ben = await known(fake, "Ann", group), await known(fake, "Ben", group)
    ann.command("work", group)
    asked = await ann.until(lambda: ann.asked(group))
    ben.say(group, RAIN, reply_to=asked)
    ann.say(group, SKY)
    preview = await ann.reads(group, "This is your text")
    assert SKY in preview.text
    assert RAIN not in preview.text


async def test_an_anonymous_administrator_has_no_tasks(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    ann = fake.human("Ann", group)
    group.promote(ann, anonymous=True)
    ann.command("work", group)
    await ann.reads(group, "who you are")


async def test_whoever_asks_in_private_to_set_up_a_group_is_shown_how_we_get_into_one(
    fake: FakeTelegram, bot: Front
) -> None:
    ann = fake.human("Ann")
    ann.command("setup")
    told = await ann.reads(ann.dm, "Groups are set up where they are")
    (link,) = told.links
    assert not told.shows_preview
    assert link == f"https://t.me/{fake.bot.username}?startgroup=setup"
    group = fake.group("Gardeners", bot=False)
    ann.join(group)
    group.promote(ann)
    group.invite_bot(by=ann, payload="setup")
    await ann.reads(group, "Set-up of this group")


async def test_what_a_linked_channel_posts_is_not_answered(fake: FakeTelegram, bot: Front) -> None:
    group, news = fake.group("Gardeners", *BOT_RIGHTS), fake.channel("News", *BOT_RIGHTS)
    news.discuss_in(group)
    news.post("/work for all of us")
    await fake.calm()
    await bot.courtesies.said()
    assert not any("who you are" in one.text for one in group.owner.sees(group))
