"""What can go wrong between the bot and Discord: connections break, limits are met, answers fail."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bots.discord.client import Client
from bots.discord.front import Front
from bots.discord.running import at_work, explained, signed_in
from bots.failures import Impossible
from tests.bots.discord.setup.serving import settings_for
from tests.fakes.discord import Channel, FakeDiscord, Human, Seen, Server

pytestmark = pytest.mark.usefixtures("nothing_set")

MESSAGES, ANSWERS = "/channels/{channel_id}/messages", "/interactions/**"
PAGES = "/webhooks/**"


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
def server(fake: FakeDiscord) -> Server:
    return fake.guild()


@pytest.fixture
def square(server: Server) -> Channel:
    return server.text("square")


@pytest.fixture
def ann(fake: FakeDiscord, server: Server) -> Human:
    return fake.human("ann", server)


async def at_once(shard_id: int | None, *, initial: bool = False) -> None:
    """Between two new sessions nobody waits here."""


@asynccontextmanager
async def serving(fake: FakeDiscord, **connection: Any) -> AsyncIterator[tuple[Client, Front]]:
    """The bot at work; what is given goes to the library's connection."""
    settings = settings_for(fake)
    async with signed_in(settings) as client, at_work(client, settings) as front:
        client.before_identify_hook = at_once  # type: ignore[method-assign]
        for name, value in connection.items():
            setattr(client._connection, name, value)
        client.hear()
        await fake.connected()
        yield client, front


async def works(ann: Human, place: Channel) -> Seen:
    """Somebody asks for work, and has a page there."""
    await ann.command("work", place).settled()
    return await ann.until(lambda: newest(ann, place))


def newest(ann: Human, place: Channel) -> Seen | None:
    """The last message there, if it has buttons."""
    seen = ann.sees(place)
    return seen[-1] if seen and seen[-1].labels else None


async def test_a_gateway_that_answers_no_heartbeat_is_left_and_found_again(
    fake: FakeDiscord, ann: Human, square: Channel
) -> None:
    fake.gateway.heartbeat, fake.gateway.deaf = 0.05, True
    async with serving(fake, heartbeat_timeout=0.3):
        await fake.until(lambda: fake.gateway.resumed)
        fake.gateway.deaf = False
        await works(ann, square)


async def test_what_was_pressed_while_the_connection_was_lost_is_answered_after_the_resume(
    fake: FakeDiscord, ann: Human, square: Channel
) -> None:
    async with serving(fake):
        page = await works(ann, square)
        await fake.gateway.drop()
        await ann.press(page, "I agree, start").settled()
        await ann.until(lambda: "I agree, start" not in page.labels)
    assert (fake.gateway.identified, fake.gateway.resumed) == (1, 1)


async def test_a_request_to_reconnect_is_followed(fake: FakeDiscord, ann: Human, square: Channel) -> None:
    async with serving(fake):
        fake.gateway.ask_to_reconnect()
        await fake.until(lambda: fake.gateway.resumed == 1)
        await works(ann, square)
    assert fake.gateway.identified == 1


async def test_a_void_session_is_followed_by_a_new_one(fake: FakeDiscord, ann: Human, square: Channel) -> None:
    async with serving(fake):
        page = await works(ann, square)
        fake.gateway.invalidate()
        await fake.until(lambda: fake.gateway.identified == 2 and fake.gateway.connected)
        await ann.press(page, "I agree, start").settled()
    assert fake.gateway.resumed == 0


async def test_a_token_that_went_bad_ends_it_with_one_sentence(fake: FakeDiscord) -> None:
    async with serving(fake) as (client, _):
        fake.world.token = "another"
        fake.gateway.forget()
        await fake.gateway.drop()
        assert client.hearing is not None
        await asyncio.wait((client.hearing,))
        with pytest.raises(Impossible, match="closed the connection for good, with code 4004"), explained():
            client.hearing.result()


async def test_two_shards_serve_each_their_own_servers_and_one_the_direct_messages(fake: FakeDiscord) -> None:
    fake.portal.shards = 2
    servers = [fake.guild(f"server {number}", id=(1_000_000 + number) << 22) for number in range(2)]
    ann = fake.human("ann", *servers)
    squares = [server.text("square") for server in servers]
    async with serving(fake) as (client, _):
        await fake.connected(2)
        for place in (*squares, ann.dm):
            await works(ann, place)
        assert client.shard_count == 2
        assert {guild.id: guild.shard_id for guild in client.guilds} == {servers[0].id: 0, servers[1].id: 1}


def task(ann: Human, place: Channel) -> Seen | None:
    """The first task, once it is there."""
    page = newest(ann, place)
    return page if page and "Write" in page.labels else None


async def in_thread(ann: Human, square: Channel) -> Channel:
    """A thread of one's own, with a page."""
    page = await works(ann, square)
    await ann.press(page, "In a thread").settled()
    (thread,) = await ann.until(ann.threads)
    await ann.reads(thread, "Welcome!")
    return thread


async def test_a_limit_of_one_room_holds_nobody_else_up(
    fake: FakeDiscord, ann: Human, server: Server, square: Channel
) -> None:
    ben = fake.human("ben", server)
    async with serving(fake):
        hers, his = await in_thread(ann, square), await in_thread(ben, square)
        fake.faults.limit(f"/channels/{hers.id}/messages", method="POST", after=1.5)
        await ann.press(await ann.reads(hers, "Welcome!"), "I agree, start").answered()
        await ben.press(await ben.reads(his, "Welcome!"), "I agree, start").answered()
        await ben.until(lambda: task(ben, his))
        assert "Welcome!" in ann.sees(hers)[-1].text
        await ann.until(lambda: task(ann, hers))


async def test_a_limit_of_the_whole_bot_is_waited_out_while_presses_are_still_acknowledged(
    fake: FakeDiscord, ann: Human, square: Channel
) -> None:
    async with serving(fake):
        thread = await in_thread(ann, square)
        fake.faults.limit(MESSAGES, method="POST", after=0.5, whole=True)
        pressed = await ann.press(await ann.reads(thread, "Welcome!"), "I agree, start").answered()
        assert pressed.kind is not None
        await ann.until(lambda: task(ann, thread))
    assert fake.requests.count("POST", MESSAGES, 429) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_private_page_that_discord_breaks_over_is_written_again(
    fake: FakeDiscord, ann: Human, square: Channel, status: int
) -> None:
    async with serving(fake):
        page = await works(ann, square)
        fake.faults.fail(PAGES, status=status)
        await ann.press(page, "I agree, start").answered()
        await ann.until(lambda: "I agree, start" not in page.labels)


@pytest.mark.parametrize("status", [500, 503])
async def test_a_page_in_a_room_that_discord_breaks_over_is_sent_again(
    fake: FakeDiscord, ann: Human, square: Channel, status: int
) -> None:
    async with serving(fake):
        thread = await in_thread(ann, square)
        fake.faults.fail(MESSAGES, method="POST", status=status)
        await ann.press(await ann.reads(thread, "Welcome!"), "I agree, start").answered()
        await ann.until(lambda: task(ann, thread))


@pytest.mark.parametrize("what", [ANSWERS, PAGES, MESSAGES])
async def test_an_answer_without_a_content_type_stops_nobody(
    fake: FakeDiscord, ann: Human, square: Channel, what: str
) -> None:
    async with serving(fake):
        thread = await in_thread(ann, square)
        fake.faults.nameless(what)
        await ann.press(await ann.reads(thread, "Welcome!"), "I agree, start").answered()
        card = await ann.until(lambda: task(ann, thread))
        await ann.press(card, "Skip").answered()
        await ann.until(lambda: ann.sees(thread)[-1].id != card.id)
    assert not [one for one in ann.sees(square) if "didn’t go as it should" in one.text]


async def test_a_page_over_which_the_connection_breaks_appears_once(
    fake: FakeDiscord, ann: Human, square: Channel
) -> None:
    async with serving(fake):
        thread = await in_thread(ann, square)
        fake.faults.reset(MESSAGES, method="POST", done=True)
        await ann.press(await ann.reads(thread, "Welcome!"), "I agree, start").answered()
        await ann.until(lambda: task(ann, thread))
    texts = [one.text for one in ann.sees(thread)]
    assert len(texts) == len({*texts})
