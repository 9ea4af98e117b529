"""What can go wrong between the bot and Telegram: floods, broken ways, refusals; nobody is left without a page."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bots.telegram import insisting
from bots.telegram.front import Front
from bots.telegram.pace import Pace
from tests.bots.telegram.serving import serving
from tests.fakes.discord.changes import PATIENCE
from tests.fakes.telegram import FakeTelegram, Human, Seen

pytestmark = pytest.mark.usefixtures("nothing_set")

TASK, TEXT = "write the first message", "Why do cats purr when somebody strokes them?"
WRITING = "[se]*Message*"  # what brings pages
FLOOD_CONTROL = 30  # seconds to wait, told by Telegram


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insisting, "PAUSES", (0.0, 0.0))


@pytest.fixture
def ann(fake: FakeTelegram) -> Human:
    return fake.human("Ann")


@pytest.fixture
async def page(bot: Front, ann: Human) -> Seen:
    """The welcome that Ann sees."""
    ann.start("work")
    return await ann.reads(ann.dm, "Welcome!")


@pytest.fixture
async def log() -> AsyncIterator[list[Any]]:
    with capture_logs() as entries:
        yield entries
    assert [one for one in entries if one["log_level"] in ("error", "critical")] == []


class Patience:
    """How the bot waits: until the test lets it go on."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.begun, self.over = asyncio.Event(), asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.begun.set()
        await self.over.wait()


async def test_whoever_may_not_be_written_to_for_a_while_holds_up_nobody_else(fake: FakeTelegram, ann: Human) -> None:
    patience, ben = Patience(), fake.human("Ben")
    async with serving(fake, pace=Pace(asyncio.get_running_loop().time, patience.sleep)):
        fake.faults.limit("sendMessage", after=FLOOD_CONTROL, chat=ann.id)
        ann.start("work")
        await asyncio.wait_for(patience.begun.wait(), PATIENCE)
        ann.say(ann.dm, "Are you there?")
        ben.start("work")
        ben.press(await ben.reads(ben.dm, "Welcome!"), "I agree, start")
        await ben.reads(ben.dm, TASK)
        assert [one for one in ann.sees() if one.from_bot] == []
        patience.over.set()
        await ann.reads(ann.dm, "Welcome!")
    assert patience.waits == [FLOOD_CONTROL]


async def test_who_wrote_while_a_page_was_on_its_way_has_the_next_one_below_what_they_wrote(
    fake: FakeTelegram, page: Seen, ann: Human
) -> None:
    gate = fake.faults.hold(WRITING)
    ann.press(page, "I agree, start")
    await asyncio.wait_for(gate.arrived.wait(), PATIENCE)
    said = ann.say(ann.dm, TEXT).said
    await fake.handed_over()
    gate.open()
    preview = await ann.reads(ann.dm, "This is your text")
    assert preview.id > said.id


@pytest.mark.parametrize("way", ["reset", "fail"])
@pytest.mark.parametrize("done", [False, True])
async def test_a_page_comes_though_the_way_breaks_twice(
    fake: FakeTelegram, page: Seen, ann: Human, log: list[Any], way: str, done: bool
) -> None:
    getattr(fake.faults, way)(WRITING, times=2, done=done)
    ann.press(page, "I agree, start")
    await ann.reads(ann.dm, TASK)


@pytest.mark.parametrize(
    ("status", "why"), [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")]
)
async def test_whoever_is_gone_is_no_trouble_and_goes_on_when_they_are_back(
    fake: FakeTelegram, page: Seen, ann: Human, log: list[Any], status: int, why: str
) -> None:
    fake.faults.refuse("*Message*", why, status=status, times=None)
    ann.press(page, "I agree, start")
    await fake.until(lambda: any(one.status == status for one in fake.requests))
    await fake.calm()
    fake.faults.lift()
    ann.command("work")
    await ann.reads(ann.dm, TASK)


async def test_a_page_follows_a_group_that_was_upgraded(
    fake: FakeTelegram, page: Seen, ann: Human, log: list[Any]
) -> None:
    old, new = fake.group(), fake.group()
    ann.join(old)
    ann.join(new)
    await ann.press(page, "I agree, start").settled()
    why = "Bad Request: group chat was upgraded to a supergroup chat"
    fake.faults.refuse("sendMessage", why, chat=old.chat.id, migrate_to_chat_id=new.chat.id)
    ann.command("work", old)
    await ann.reads(new, TASK)


async def test_where_nobody_may_write_any_more_the_page_comes_in_private(
    fake: FakeTelegram, page: Seen, ann: Human, log: list[Any]
) -> None:
    group = fake.group()
    ann.join(group)
    await ann.press(page, "I agree, start").settled()
    why = "Bad Request: not enough rights to send text messages to the chat"
    fake.faults.refuse("sendMessage", why, chat=group.chat.id, times=None)
    before = page.versions, len(ann.sees())
    ann.command("work", group)
    await ann.until(lambda: (page.versions, len(ann.sees())) != before)
    assert TASK in ann.sees()[-1].text


async def test_a_poll_that_is_refused_like_one_with_a_wrong_token_is_not_the_last(
    fake: FakeTelegram, page: Seen, ann: Human, log: list[Any]
) -> None:
    fake.faults.refuse("getUpdates", "Not Found", status=404)
    ann.press(page, "I agree, start")
    await ann.reads(ann.dm, TASK)
    ann.say(ann.dm, TEXT)
    await ann.reads(ann.dm, "This is your text")
    assert fake.requests.count("getUpdates", 404) == 1
