"""A report becomes a card for moderators, is decided by one of them, has its effect, and is told to its author."""

from sqlalchemy import select

from bots.dialogue.community import Community
from bots.telegram.front import Front
from core.store.tables import audit, message
from core.store.transaction import Transaction
from tests.bots.telegram.test_circle import known
from tests.bots.telegram.test_front_journey import SKY, press_next
from tests.fakes.telegram import BOT_RIGHTS, FakeTelegram, Human


async def write_a_prompt(ann: Human) -> None:
    """Their prompt waits for its reviews."""
    ann.say(ann.dm, SKY)
    await press_next(ann, "Send")
    await ann.reads(ann.dm, "✓ Stored. Receipt")


async def reported(person: Human) -> None:
    """They report what they were given to review."""
    person.command("work", arguments="review")
    await person.reads(person.dm, "Noted")
    await press_next(person, "Skip")
    await press_next(person, "Spam")  # the practice item
    await person.until(lambda: SKY in person.sees(person.dm)[-1].text)
    person.command("report", arguments="it insults the sky")
    await press_next(person, "Something else")


def of_store(tx: Transaction) -> tuple[list[str], list[bool]]:
    actions = tx.execute(select(audit.c.action)).scalars().all()
    return list(actions), list(tx.execute(select(message.c.deleted)).scalars())


async def test_a_report_is_decided_on_telegram_by_who_may_and_nobody_else(fake: FakeTelegram, bot: Front) -> None:
    group, moderators = fake.group("Gardeners"), fake.group("Moderators", *BOT_RIGHTS)
    ann, ben = await known(fake, "Ann", group), await known(fake, "Ben", group)
    mia = await known(fake, "Mia", group, moderators)
    await bot.reception.groups.save(
        Community(str(group.chat.id), moderators_channel=str(moderators.chat.id), locale="en")
    )
    await write_a_prompt(ann)
    await reported(ben)
    await bot.home.runner.settle()
    await bot.keeper.hurry()
    card = await mia.reads(moderators, "it insults the sky")

    ben.follow(card.button("Remove …").url or "")
    await ben.reads(ben.dm, "moderator")
    assert await bot.home.store.read(of_store) == ([], [False])  # type: ignore[union-attr]

    mia.follow(card.button("Remove …").url or "")
    await press_next(mia, "Remove")
    await mia.reads(mia.dm, "Removed.")
    actions, deleted = await bot.home.store.read(of_store)  # type: ignore[union-attr]
    assert (actions, deleted) == (["appoint", "remove"], [True])
    await bot.home.runner.tick()
    await ann.reads(ann.dm, "moderator")
    await bot.keeper.hurry()
    await mia.until(lambda: "Mia" in card.text and not card.labels)
