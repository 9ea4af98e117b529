"""What people wrote while nobody listened is read when somebody does again, and once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bots.desk import heard
from bots.discord.arrivals import PLATFORM
from bots.discord.front import Front
from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import Channel, FakeDiscord, Human, Seen

pytestmark = pytest.mark.usefixtures("nothing_set")

TEXT = "I wonder how trees can drink so much water."
PAST = timedelta(minutes=10)  # when everything is written here, by the clock of the desk
LONG_AGO = timedelta(hours=1)


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(lambda: datetime.now(UTC) - PAST, patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
def ann(fake: FakeDiscord) -> Human:
    return fake.human("ann", fake.guild())


@pytest.fixture
def square(fake: FakeDiscord, ann: Human) -> Channel:
    server = fake.guild("Square")
    ann.join(server.guild)
    return server.text("square")


async def asked(ann: Human, place: Channel) -> Seen:
    """The card that asks her for a first message: in direct messages, or in a thread below some channel."""
    page = (await ann.command("work", place, kind="initial_prompt").settled()).message
    if place is not ann.dm:
        await ann.press(page, "In a thread").settled()
        (place,) = await ann.until(ann.threads)
    await ann.press(await ann.reads(place, "Welcome!"), "I agree, start").answered()
    return await ann.until(lambda: with_button(ann, place, "Write"))


def with_button(ann: Human, place: Channel, label: str) -> Seen | None:
    return next((one for one in reversed(ann.sees(place)) if label in one.labels), None)


async def forget_the_last_hour(fake: FakeDiscord, front: Front) -> None:
    """The desk has done things just now, and yet nobody has listened for an hour."""
    await fake.until(lambda: not front.catch_up.behind)
    then = front.home.desk.clock() - LONG_AGO
    await front.home.desk.run(lambda connection: heard.note(connection, PLATFORM, then))


@pytest.mark.parametrize("where", ["in direct messages", "in a thread"])
async def test_what_was_written_to_nobody_is_taken_by_the_next_process(
    fake: FakeDiscord, ann: Human, square: Channel, where: str
) -> None:
    fake.advance(seconds=PAST.total_seconds())
    async with serving(fake):
        card = await asked(ann, square if where == "in a thread" else ann.dm)
    ann.say(card.channel, TEXT, reply_to=card)
    async with serving(fake):
        preview = await ann.until(lambda: with_button(ann, card.channel, "Send"))
        assert TEXT in preview.text


async def test_what_was_written_long_ago_is_heard_though_the_bot_has_done_much_since(
    fake: FakeDiscord, ann: Human
) -> None:
    async with serving(fake) as front:
        await asked(ann, ann.dm)
        await forget_the_last_hour(fake, front)
    ann.say(ann.dm, TEXT)
    async with serving(fake):
        answer = await ann.reads(ann.dm, "I have only heard it now")
        assert TEXT not in answer.text
    assert with_button(ann, ann.dm, "Send") is None


async def test_what_was_heard_is_read_again_without_a_trace(fake: FakeDiscord, ann: Human, square: Channel) -> None:
    async with serving(fake) as front:
        card = await asked(ann, square)
        ann.say(card.channel, "nobody but people can read this")
        await ann.reads(card.channel, "Discord shows me the text only")
        ann.say(card.channel, TEXT, reply_to=card)
        await ann.until(lambda: with_button(ann, card.channel, "Send"))
        await forget_the_last_hour(fake, front)
        before = [(one.id, one.versions) for one in ann.sees(card.channel)]
        await front.catch_up.read()
        await front.home.runner.settle()
        assert fake.requests.count("GET", "/channels/{channel_id}/messages", 200) == 1
        assert [(one.id, one.versions) for one in ann.sees(card.channel)] == before


async def test_all_is_noted_as_heard_while_somebody_listens(fake: FakeDiscord) -> None:
    async with serving(fake) as front:
        await forget_the_last_hour(fake, front)
        await front.catch_up.look()
        until = await front.home.desk.run(lambda connection: heard.until(connection, PLATFORM))
        assert until is not None
        assert front.home.desk.clock() - until < PAST


async def test_nothing_is_noted_as_heard_while_the_connection_is_lost(fake: FakeDiscord) -> None:
    async with serving(fake) as front:
        await forget_the_last_hour(fake, front)
        before = await front.home.desk.run(lambda connection: heard.until(connection, PLATFORM))
        front.catch_up.client.deaf.add(0)
        await front.catch_up.look()
        assert await front.home.desk.run(lambda connection: heard.until(connection, PLATFORM)) == before
