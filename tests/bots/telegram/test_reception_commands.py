"""Each act of `/mod` says first what it will do, is done by who moderates alone, and is undone by its opposite."""

import pytest
from sqlalchemy import select

from bots.dialogue.community import Community
from bots.telegram.front import Front
from core.store.tables import audit, message
from core.store.transaction import Transaction
from tests.bots.telegram.test_circle import known
from tests.bots.telegram.test_front_journey import press_next
from tests.bots.telegram.test_reception_moderation import reported, write_a_prompt
from tests.fakes.telegram import BOT_RIGHTS, FakeTelegram, Group, Human

REMOVE = ("remove", "will be removed from the collection", "Remove", "Removed.")
RESTORE = ("restore", "will come back", "Restore", "Restored.")
HALT = ("halt", "Nobody will be asked anything about this tree", "Halt the tree", "The tree is halted.")
RESUME = ("resume", "This tree will go on", "Let the tree go on", "The tree goes on.")
BAN = ("ban", "The account of its author will be closed", "Close the account", "The account is closed.")
UNBAN = ("unban", "will be opened again", "Open the account", "The account is open again.")
PAUSE = ("pause", "Nobody will get new tasks in this community", "Take a break", "The community is taking a break now.")
UNPAUSE = ("unpause", "Tasks will be given out", "End the break", "Tasks are given out again.")

Act = tuple[str, str, str, str]


def ids(tx: Transaction) -> list[str]:
    return [str(id) for id in tx.execute(select(message.c.id)).scalars()]


def actions(tx: Transaction) -> list[str]:
    return list(tx.execute(select(audit.c.action)).scalars())


async def community(fake: FakeTelegram, bot: Front) -> tuple[Group, Group]:
    group, moderators = fake.group("Gardeners"), fake.group("Moderators", *BOT_RIGHTS)
    await bot.reception.groups.save(Community(str(group.id), moderators_channel=str(moderators.id), locale="en"))
    return group, moderators


async def done(moderator: Human, act: Act, id: str) -> None:
    """What they are told that the act will do comes before it, and what it did after it."""
    word, says, label, did = act
    moderator.command("mod", arguments=f"{word} {id}".strip())
    await moderator.reads(moderator.dm, says)
    await press_next(moderator, label)
    await moderator.reads(moderator.dm, did)


@pytest.mark.parametrize(
    ("act", "opposite", "audited"),
    [
        (REMOVE, RESTORE, ["remove", "restore"]),
        (HALT, RESUME, ["halt", "resume"]),
        (BAN, UNBAN, ["disable", "enable"]),
    ],
)
async def test_a_moderator_acts_by_command_and_a_member_can_not(
    fake: FakeTelegram, bot: Front, act: Act, opposite: Act, audited: list[str]
) -> None:
    group, moderators = await community(fake, bot)
    ann, ben = await known(fake, "Ann", group), await known(fake, "Ben", group)
    mia = await known(fake, "Mia", group, moderators)
    await write_a_prompt(ann)
    store = bot.home.store
    assert store is not None
    (id,) = await store.read(ids)

    ben.command("mod", arguments=f"{act[0]} {id}")
    await ben.reads(ben.dm, "moderator")
    assert await store.read(actions) == []

    await done(mia, act, id)
    await done(mia, opposite, id)
    assert await store.read(actions) == ["appoint", *audited]


async def test_a_moderator_pauses_their_community_from_the_private_chat(fake: FakeTelegram, bot: Front) -> None:
    group, moderators = await community(fake, bot)
    mia = await known(fake, "Mia", group, moderators)
    await done(mia, PAUSE, "")
    assert (await bot.reception.groups.of(group.id)).paused
    await done(mia, UNPAUSE, "")
    assert not (await bot.reception.groups.of(group.id)).paused


async def test_a_moderator_finds_reports_in_the_queue_and_opens_one(fake: FakeTelegram, bot: Front) -> None:
    group, moderators = await community(fake, bot)
    ann, ben = await known(fake, "Ann", group), await known(fake, "Ben", group)
    mia = await known(fake, "Mia", group, moderators)
    await write_a_prompt(ann)
    await reported(ben)
    await bot.home.runner.settle()
    ben.command("mod", arguments="queue")
    await ben.reads(ben.dm, "moderator")
    mia.command("mod", arguments="queue")
    await mia.reads(mia.dm, "These reports wait for a decision")
    await press_next(mia, "1")
    await mia.reads(mia.dm, "it insults the sky")
