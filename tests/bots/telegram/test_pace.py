"""How fast chats are written to: the real library, and time that only a test lets pass."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import ReplyParameters
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bots.telegram.pace import GROUP, MINUTE, TRIES, Pace
from tests.fakes.telegram import FakeTelegram


class Watch:
    """Time passes when somebody sleeps; with `held` they sleep until it is let go."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []
        self.held: asyncio.Event | None = None
        self.asleep = asyncio.Event()

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.asleep.set()
        if self.held is not None:
            await self.held.wait()
        self.time += seconds


@pytest.fixture
def watch(fake: FakeTelegram) -> Watch:
    watch = Watch()
    fake.flood.now = watch.now
    return watch


@asynccontextmanager
async def paced(fake: FakeTelegram, watch: Watch) -> AsyncIterator[ExtBot[None]]:
    bot = ExtBot(
        fake.token,
        base_url=fake.base_url,
        base_file_url=fake.base_file_url,
        rate_limiter=Pace(watch.now, watch.sleep),
    )
    async with bot:
        yield bot


async def test_twenty_messages_a_minute_go_to_one_group_and_all_arrive(fake: FakeTelegram, watch: Watch) -> None:
    fake.flood.on(per_chat=None, whole=None)
    group = fake.group()
    async with paced(fake, watch) as bot:
        await asyncio.gather(*(bot.send_message(group.id, str(number)) for number in range(50)))
    assert [seen.text for seen in group.owner.sees(group)] == [str(number) for number in range(50)]
    assert (fake.flood.most_in_a_minute(group.id), fake.flood.refused.total()) == (GROUP, 0)
    assert watch.time == 2 * MINUTE


async def test_edits_and_pins_count_as_well(fake: FakeTelegram, watch: Watch) -> None:
    group = fake.group("Gardeners", "can_pin_messages")
    async with paced(fake, watch) as bot:
        board = await bot.send_message(group.id, "0")
        await bot.pin_chat_message(group.id, board.message_id)
        for number in range(1, GROUP - 1):
            await bot.edit_message_text(str(number), group.id, board.message_id)
        assert watch.slept == []
        await bot.edit_message_text("last", group.id, board.message_id)
    assert watch.slept == [MINUTE]


async def test_room_comes_back_as_the_minute_passes(fake: FakeTelegram, watch: Watch) -> None:
    group = fake.group()
    async with paced(fake, watch) as bot:
        for number in range(GROUP + 1):
            watch.time += 2.5
            await bot.send_message(group.id, str(number))
    assert watch.slept == [MINUTE - GROUP * 2.5]


async def test_a_group_that_is_full_holds_up_no_other_and_nobody_in_private(fake: FakeTelegram, watch: Watch) -> None:
    full, other, ann = fake.group("Full"), fake.group("Other"), fake.human("Ann")
    ann.start()
    async with paced(fake, watch) as bot:
        for number in range(GROUP):
            await bot.send_message(full.id, str(number))
        watch.held = asyncio.Event()
        waiting = asyncio.create_task(bot.send_message(full.id, "late"))
        await bot.send_message(other.id, "here")
        await bot.send_message(ann.id, "and here")
        assert (await bot.get_chat_member(full.id, ann.id)).status == "left"  # what is asked for needs no room
        assert not waiting.done()
        watch.held.set()
        await waiting
    assert [seen.text for seen in full.owner.sees(full)][-1] == "late"


async def test_no_minute_holds_anybody_up_in_private(fake: FakeTelegram, watch: Watch) -> None:
    ann = fake.human("Ann")
    ann.start()
    async with paced(fake, watch) as bot:
        for number in range(3 * GROUP):
            await bot.send_message(ann.id, str(number))
    assert watch.slept == []


async def test_whoever_is_told_to_wait_waits_as_long_and_alone(fake: FakeTelegram, watch: Watch) -> None:
    ann, ben = fake.human("Ann"), fake.human("Ben")
    ann.start()
    ben.start()
    fake.faults.limit("sendMessage", after=7, chat=ann.id)
    watch.held = asyncio.Event()
    async with paced(fake, watch) as bot:
        first = asyncio.create_task(bot.send_message(ann.id, "first"))
        second = asyncio.create_task(bot.send_message(ann.id, "second"))
        await watch.asleep.wait()
        await bot.send_message(ben.id, "meanwhile")
        assert [one.done() for one in (first, second)] == [False, False]
        watch.held.set()
        await asyncio.gather(first, second)
    assert watch.slept == [7.0]
    assert [seen.text for seen in ann.sees()][1:] == ["first", "second"]


async def test_whoever_is_told_so_again_and_again_gives_up(fake: FakeTelegram, watch: Watch) -> None:
    ann = fake.human("Ann")
    ann.start()
    fake.faults.limit("sendMessage", after=3, times=None)
    async with paced(fake, watch) as bot:
        with pytest.raises(RetryAfter):
            await bot.send_message(ann.id, "in vain")
    assert watch.slept == [3.0] * (TRIES - 1)


async def test_other_refusals_are_told_at_once_and_let_the_next_pass(fake: FakeTelegram, watch: Watch) -> None:
    group = fake.group()
    async with paced(fake, watch) as bot:
        with pytest.raises(BadRequest):
            await bot.send_message(group.id, "hm", reply_parameters=ReplyParameters(999))
        await bot.send_message(group.id, "well")
    assert watch.slept == []
