"""What is wished for in a group: texts are written there, and what is to be judged leads into the private chat."""

import pytest

from bots.telegram.front import Front
from tests.bots.telegram.test_circle import known
from tests.fakes.telegram import FakeTelegram


@pytest.mark.parametrize("wish", ["review de", "label_assistant_reply de", "de label_initial_prompt rank"])
async def test_reviews_are_asked_for_in_a_group_and_come_in_private(fake: FakeTelegram, bot: Front, wish: str) -> None:
    group = fake.group("Gardeners")
    ann = await known(fake, "Ann", group)
    ann.command("work", group, wish)
    (link,) = (await ann.reads(group, "private chat")).links
    assert "review" in link
    assert "de" in link.split("_")
    ann.follow(link)
    await ann.reads(ann.dm, "Noted: that comes after the task you have in hand.")
    assert ann.asked(group) is None


@pytest.mark.parametrize("wish", ["", "write", "initial_prompt", "rank initial_prompt en", "review write"])
async def test_a_wish_for_texts_is_fulfilled_in_the_group(fake: FakeTelegram, bot: Front, wish: str) -> None:
    group = fake.group("Gardeners")
    ann = await known(fake, "Ann", group)
    ann.command("work", group, wish)
    await ann.until(lambda: ann.asked(group))


async def test_whoever_wishes_for_something_unheard_of_is_shown_what_there_is(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    ann = await known(fake, "Ann", group)
    ann.command("work", group, "gardening")
    await ann.until(lambda: any("kind" in one.text for one in [*ann.sees(group), *ann.sees()]))
    assert ann.asked(group) is None
