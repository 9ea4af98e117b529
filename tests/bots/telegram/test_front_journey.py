"""From a deep link to the first receipt, in the real library and the fake Bot API."""

import pytest

from bots.telegram.deep_link import DeepLink
from tests.bots.telegram.serving import serving
from tests.fakes.telegram import FakeTelegram, Human, Seen

SKY = "Why is the sky blue at noon, and red in the evening?"


async def press_next(person: Human, label: str) -> None:
    """Press a button as soon as the newest card has it, and see that card turned."""
    card = await person.until(lambda: newest(person, label))
    person.press(card, label)
    await person.until(lambda: label not in card.labels)


def newest(person: Human, label: str) -> Seen | None:
    """The last message of the private chat, if it carries a button."""
    seen = person.sees(person.dm)[-1]
    return seen if label in seen.labels else None


@pytest.mark.usefixtures("prompts")
async def test_from_a_deep_link_to_the_first_receipt_are_four_presses_without_typing(fake: FakeTelegram) -> None:
    async with serving(fake):
        ann = fake.human("Ann")
        assert fake.bot.username is not None
        ann.follow(DeepLink().address(fake.bot.username))  # Start is the first press
        for label in ("I agree, start", "Spam", "Fine"):
            await press_next(ann, label)
        await ann.reads(ann.dm, "✓ Stored. Receipt")


async def test_a_text_is_written_looked_over_and_stored(fake: FakeTelegram, bot: object) -> None:
    ann = fake.human("Ann")
    card = (await ann.command("work").settled()).message
    await ann.press(card, "I agree, start").settled()
    await ann.reads(ann.dm, "write the first message")
    ann.say(ann.dm, SKY)
    preview = await ann.reads(ann.dm, "This is your text")
    assert SKY in preview.text
    await ann.press(preview, "Send").settled()
    receipt = await ann.reads(ann.dm, "✓ Stored. Receipt")
    assert receipt.labels == ["Next task", "That was my last", "Undo"]
