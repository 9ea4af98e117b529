"""The traffic with one person: in order, one at a time, and never more at once than a store can bear."""

import asyncio
import gc
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bots.desk import steps
from bots.desk.desk import Desk
from bots.dialogue.cards import Line
from bots.dialogue.events import Commanded, Said
from bots.runner.chat import AT_ONCE
from core.domain.person import Identity
from core.link.requests import Request
from core.store.database import Result, Work
from tests.fakes.bot import ADA, BEN, Bot, answer
from tests.fakes.clock import Clock
from tests.fakes.link import Link


class PatientDesk(Desk):
    """Lets its next transaction wait, if told to."""

    gate: asyncio.Event | None = None

    async def run(self, work: Work[Result]) -> Result:
        gate, self.gate = self.gate, None
        if gate is not None:
            await gate.wait()
        return await super().run(work)


class BusyLink(Link):
    """Counts how many requests are under way at the same moment."""

    now = most = 0

    async def send(self, request: Request[Any], key: str | None = None) -> Any:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            return await super().send(request, key)
        finally:
            self.now -= 1


@pytest.fixture
async def patient_desk(tmp_path: Path, clock: Clock) -> AsyncIterator[PatientDesk]:
    desk = await PatientDesk.open(f"sqlite:///{tmp_path / 'desk.db'}", clock=clock.now, durable=False)
    assert isinstance(desk, PatientDesk)
    yield desk
    await desk.close()


async def test_who_is_put_off_at_the_moment_when_the_store_comes_back_is_not_forgotten(
    patient_desk: PatientDesk, clock: Clock
) -> None:
    bot = Bot(patient_desk)
    bot.link.away = True
    await bot.do(ADA, Said("a"))
    await bot.hear(BEN, Said("b"))
    gate = patient_desk.gate = asyncio.Event()  # before Ben's transaction that says "kept"
    await asyncio.sleep(0)
    bot.link.away = False
    clock.advance(minutes=5)
    await bot.runner.tick()
    await bot.runner.settle(ADA)
    assert bot.texts == ["a"]
    gate.set()
    await bot.runner.settle()
    assert bot.texts == ["a", "b"]
    assert bot.lines(BEN) == ["draft", "kept", "receipt"]
    await bot.runner.close()


async def test_what_is_asked_while_the_delay_is_being_told_is_told_too(patient_desk: PatientDesk) -> None:
    bot = Bot(patient_desk)
    bot.link.away = True
    await bot.do(ADA, Said("a"))
    await bot.hear(BEN, Said("b"))
    gate = patient_desk.gate = asyncio.Event()
    await asyncio.sleep(0)
    hearing = asyncio.create_task(bot.hear(BEN, Said("c")))
    await asyncio.sleep(0)
    gate.set()
    await hearing
    await bot.runner.settle()
    assert bot.lines(BEN).count("kept") == 2
    await bot.runner.close()


async def test_only_so_many_requests_are_under_way_at_once(desk: Desk) -> None:
    link = BusyLink(answer)
    bot = Bot(desk, link)
    link.gate.clear()
    people = [Identity("test", f"volunteer-{number}") for number in range(AT_ONCE + 20)]
    for who in people:
        await bot.say(who, who.external_id)
    await asyncio.sleep(0)
    assert link.now == AT_ONCE
    link.gate.set()
    await bot.runner.settle()
    assert link.most == AT_ONCE
    assert len(bot.texts) == len(people)
    await bot.runner.close()


async def test_after_a_failure_of_many_requests_the_first_pause_is_short(desk: Desk, clock: Clock) -> None:
    bot = Bot(desk)
    bot.link.gate.clear()
    people = [Identity("test", f"volunteer-{number}") for number in range(20)]
    for who in people:
        await bot.say(who, who.external_id)
    bot.link.away = True
    bot.link.gate.set()
    await bot.runner.settle()
    bot.link.away = False
    clock.advance(1)
    await bot.runner.tick()
    await bot.runner.settle()
    assert len(bot.texts) == len(people)
    await bot.runner.close()


# nobody can be reached


async def test_what_cannot_be_shown_now_comes_with_the_next_card_and_is_no_error(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = Bot(desk)
    bot.unreachable = {ADA}
    await bot.do(ADA, Said("hello"))
    assert bot.lines(ADA) == []
    bot.unreachable = set()
    gc.collect()
    await bot.do(ADA, Commanded("look"))
    assert bot.lines(ADA) == ["receipt"]
    assert [card.key for card in bot.shown[ADA][-1]] == ["receipt", "task"]
    await bot.do(ADA, Commanded("look"))
    assert bot.lines(ADA) == ["receipt"]
    assert "card_not_shown" not in capsys.readouterr().out
    await bot.runner.close()


async def test_a_version_that_nobody_saw_is_brought_by_the_next_process(desk: Desk, clock: Clock) -> None:
    bot = Bot(desk)
    bot.unreachable = {ADA}
    await bot.do(ADA, Said("hello"))
    await bot.do(ADA, Commanded("remind", "60"))
    await bot.do(BEN, Said("hello"))
    clock.advance(minutes=1)
    await bot.runner.tick()
    await bot.runner.close()
    assert await desk.run(lambda connection: steps.unseen(connection, ["test"])) == [ADA]
    after = Bot(desk)
    await after.runner.resume()
    await after.runner.settle()
    assert [card.key for cards in after.shown[ADA] for card in cards] == ["task"]
    assert after.shown[BEN] == []
    await after.runner.close()
    assert await desk.run(lambda connection: steps.unseen(connection, ["test"])) == []


async def test_cards_beside_the_work_are_kept_through_any_number_of_attempts(desk: Desk) -> None:
    bot = Bot(desk)
    bot.unreachable = {ADA}
    for text in "abc":
        await bot.do(ADA, Said(text))
        await bot.do(ADA, Commanded("remind", "60"))
    bot.unreachable = set()
    await bot.runner.redraw("test", "ada")
    await bot.runner.settle()
    ((receipt, task),) = bot.shown[ADA]
    assert (receipt.key, task.key) == ("receipt", "task")
    assert receipt.parts == tuple(Line("receipt", {"number": f"receipt-{text}"}) for text in "abc")
    await bot.runner.close()
