"""From any link into the private chat to the first receipt: at most four presses, and nothing is typed."""

import pytest

from bots.dialogue.community import Community
from bots.telegram.deep_link import DeepLink
from tests.bots.telegram.serving import serving
from tests.bots.telegram.test_front_journey import newest
from tests.fakes.telegram import FakeTelegram, Human

PRESSES = ("I agree, start", "Spam", "Fine")  # Start, on the way here, is the first


async def pressed_to_a_receipt(person: Human) -> int:
    """Press what the page offers first until something is stored; how often that was, Start included."""
    for label in PRESSES:
        card = await person.until(lambda label=label: newest(person, label))  # type: ignore[misc]
        person.press(card, label)
        await person.until(lambda label=label, card=card: label not in card.labels)  # type: ignore[misc]
    await person.reads(person.dm, "✓ Stored. Receipt")
    return 1 + len(PRESSES)


@pytest.mark.usefixtures("prompts")
@pytest.mark.parametrize(
    "link",
    [
        DeepLink(),
        DeepLink("start"),
        DeepLink(language="en"),
        DeepLink(campaign="spring"),
        DeepLink(community="-1001234567890"),
        DeepLink(words=("review",), community="-1001234567890", language="en", campaign="spring"),
    ],
    ids=lambda link: link.payload(),
)
async def test_every_link_leads_to_a_receipt_in_four_presses(fake: FakeTelegram, link: DeepLink) -> None:
    async with serving(fake):
        ann = fake.human("Ann")
        assert fake.bot.username is not None
        ann.follow(link.address(fake.bot.username))
        assert await pressed_to_a_receipt(ann) <= 4


@pytest.mark.usefixtures("prompts")
async def test_the_boards_button_leads_to_a_receipt_in_four_presses(fake: FakeTelegram) -> None:
    async with serving(fake) as front:
        group = fake.group("Gardeners", "can_pin_messages")
        ann = fake.human("Ann", group)
        await front.reception.groups.save(Community(str(group.id), board_channel=str(group.id), locale="en"))
        await front.keeper.hurry()
        (board,) = await ann.until(lambda: ann.pinned(group))
        ann.press(board, lambda one: one.url is not None)
        assert await pressed_to_a_receipt(ann) <= 4


@pytest.mark.usefixtures("prompts")
async def test_whoever_asks_in_a_group_is_led_to_a_receipt_in_four_presses(fake: FakeTelegram) -> None:
    async with serving(fake):
        group = fake.group("Gardeners")
        ann = fake.human("Ann", group)
        ann.command("work", group)
        ann.follow((await ann.reads(group, "private chat")).links[0])
        assert await pressed_to_a_receipt(ann) <= 4
