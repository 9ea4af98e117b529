"""Many people at once around one group: twenty messages a minute go there, private chats are free, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bots.dialogue.community import Community
from bots.telegram.courtesies import CROWDED
from bots.telegram.front import Front
from bots.telegram.pace import GROUP, Pace
from core.store.tables import message
from tests.bots.telegram.client_user import ClientUser
from tests.bots.telegram.serving import serving
from tests.bots.telegram.test_pace import Watch
from tests.fakes.telegram import FakeTelegram, Group, Seen

PEOPLE = 30
KIND = "initial_prompt"


@pytest.fixture
def watch(fake: FakeTelegram) -> Watch:
    """Time passes for the limits alone, and when somebody waits for them."""
    watch = Watch()
    fake.flood.now = watch.now
    fake.flood.on(per_chat=None, whole=None)
    fake.flood.counts_edits = True
    return watch


@pytest.fixture
async def bot(fake: FakeTelegram, watch: Watch, nothing_set: None) -> AsyncIterator[Front]:
    async with serving(fake, pace=Pace(watch.now, watch.sleep)) as front:
        yield front


async def with_board(fake: FakeTelegram, bot: Front) -> Group:
    """A group above whose talk the board is pinned."""
    group = fake.group("Gardeners", "can_pin_messages")
    await bot.reception.groups.save(Community(str(group.id), board_channel=str(group.id)))
    await bot.keeper.hurry()
    await fake.until(lambda: group.owner.pinned(group))
    return group


async def stored(bot: Front) -> list[str]:
    """The text of each message that the store has."""
    assert bot.home.store is not None
    rows = await bot.home.store.run(lambda tx: tx.execute(select(message.c.text)).all())
    return sorted(row.text for row in rows)


def text_of(number: int) -> str:
    return f"Which of the {number + 1} old trees here is the oldest?"


async def write_there(person: ClientUser, group: Group, text: str) -> None:
    """Ask among others, and write there."""
    await person.answers(await person.asks_in(group, None, KIND), text)


async def write_in_private(person: ClientUser, way: Seen, text: str) -> None:
    """Follow the link below a message of the group, and write there."""
    person.human.press(way, lambda one: one.url is not None)
    await person.until("welcome")
    await person.press("button-agree")
    await person.until(f"task-{KIND}", "practice")
    await person.asks_for(KIND)
    await person.writes(text)


async def be_led(person: ClientUser, group: Group, text: str) -> None:
    """Ask among others before one knows the terms, and go where the answer leads."""
    said = person.human.command("work", group).said
    await write_in_private(person, await person.human.until(lambda: answer_to(said, person, group)), text)


def answer_to(said: Seen, person: ClientUser, group: Group) -> Seen | None:
    return next((one for one in person.human.sees(group) if one.reply_to and one.reply_to.id == said.id), None)


def said_in(group: Group) -> int:
    """How much the bot has said there."""
    return sum(one.from_bot for one in group.owner.sees(group))


async def test_thirty_people_write_around_one_group_within_its_limit_and_no_text_is_lost(
    fake: FakeTelegram, bot: Front, watch: Watch
) -> None:
    group = await with_board(fake, bot)
    people = [ClientUser(fake, f"person-{number}", "en", group) for number in range(PEOPLE)]
    texts = {person: text_of(number) for number, person in enumerate(people)}
    there, led, by_board = people[:15], people[15 : 15 + CROWDED], people[15 + CROWDED :]
    (board,) = group.owner.pinned(group)
    await asyncio.gather(*(person.joins() for person in there))
    await asyncio.gather(
        *(be_led(person, group, texts[person]) for person in led),
        *(write_there(person, group, texts[person]) for person in there),
        *(write_in_private(person, board, texts[person]) for person in by_board),
    )
    assert await stored(bot) == sorted(texts.values())
    assert [len(person.receipts) for person in people] == [1] * PEOPLE
    assert watch.slept
    assert fake.flood.most_in_a_minute(group.id) == GROUP
    assert fake.flood.refused == {}


async def test_who_is_in_private_is_served_while_a_group_waits(fake: FakeTelegram, bot: Front, watch: Watch) -> None:
    group = await with_board(fake, bot)
    people = [ClientUser(fake, f"person-{number}", "en", group) for number in range(12)]
    await asyncio.gather(*(person.joins() for person in people))
    watch.held = asyncio.Event()
    asked = asyncio.gather(*(write_there(person, group, text_of(n)) for n, person in enumerate(people)))
    await watch.asleep.wait()
    said_there = said_in(group)
    ann = ClientUser(fake, "Ann", "en")
    await ann.asks_for(KIND)
    await ann.writes("Who plants trees in whose shade they never sit?")
    assert len(ann.receipts) == 1
    assert said_in(group) == said_there
    assert len(watch.slept) == 1
    watch.held.set()
    await asked
    assert len(await stored(bot)) == len(people) + 1
    assert fake.flood.most_in_a_minute(group.id) == GROUP
