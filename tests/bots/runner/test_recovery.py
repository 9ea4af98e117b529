"""After an outage what people hold is held anew, once, and not by everybody in the same moment."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bots.desk import inbox, steps
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.desk.steps import Page
from bots.dialogue.events import Commanded, Recovered, Said
from bots.runner import recovery
from bots.runner.outage import LONG
from core.domain.errors import StoreAway
from core.domain.person import Identity
from core.domain.task import Kind
from core.link.requests import Renew
from core.store.tables import task
from tests.fakes.clock import Clock
from tests.fakes.company import Company
from tests.fakes.grove import Grove
from tests.fakes.unsteady import Unsteady

NAMES = ("ada", "ben", "cleo", "dan", "eve")
NOW = Clock().now()


@pytest.fixture
async def people(sqlite_grove: Grove, desk: Desk, clock: Clock) -> AsyncIterator[Company]:
    """Five people, each with a task in hand that lasts an hour."""
    people = Company(desk, Unsteady(sqlite_grove.link), clock)
    for name in NAMES:
        await sqlite_grove.join(name)
        await people.do(name, Commanded("start"))
        await people.take(name, Kind.INITIAL_PROMPT)
    yield people
    await people.runner.close()


def line(people: Company) -> Unsteady:
    assert isinstance(people.link, Unsteady)
    return people.link


def renewals(people: Company) -> int:
    return sum(isinstance(request, Renew) for request, _ in line(people).answers.values())


async def test_people_are_told_once_through_their_inbox(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[tuple[str, Recovered]]:
        for name, about in (("ada", "t1"), ("ben", ""), ("cleo", "t2")):
            steps.save(connection, Identity("test", name), Page(ring_about=about), None, NOW)
        steps.save(connection, Identity("elsewhere", "eve"), Page(ring_about="t3"), None, NOW)
        for _ in range(2):
            recovery.announce(connection, ["test"], NOW, NOW)
        waiting = inbox.people_waiting(connection, ["test", "elsewhere"])
        return [(who.external_id, entry.event) for who in waiting for entry in inbox.unfinished(connection, who)]  # type: ignore[misc]

    assert await any_desk.run(work) == [("ada", Recovered(NOW)), ("cleo", Recovered(NOW))]


@pytest.mark.parametrize(("silence", "told"), [(LONG, []), (LONG * 2, ["ada"])])
async def test_after_a_silence_of_the_bot_those_are_told_whose_reminder_fell_due(
    any_desk: Desk, silence: timedelta, told: list[str]
) -> None:
    def work(connection: Connection) -> list[str]:
        for name, minutes in (("ada", 1), ("ben", 30)):
            page = Page(ring_about="t1", ring_at=NOW + timedelta(minutes=minutes))
            steps.save(connection, Identity("test", name), page, None, NOW)
        inbox.keep(connection, Identity("test", "ada"), [Arrival("said", Said("hello"))], NOW)
        inbox.finish(connection, inbox.unfinished(connection, Identity("test", "ada"))[0], NOW)
        recovery.announce_after_silence(connection, ["test"], NOW + silence)
        return [who.external_id for who in inbox.people_waiting(connection, ["test"])]

    assert await any_desk.run(work) == told


async def test_a_new_desk_has_nobody_to_tell(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: recovery.announce_after_silence(connection, ["test"], NOW))
    assert await any_desk.run(lambda connection: inbox.people_waiting(connection, ["test"])) == []


async def test_an_outage_that_only_the_news_met_is_an_outage_too(people: Company, sqlite_grove: Grove) -> None:
    line(people).away = True
    await people.pass_time(20)
    line(people).away = False
    await people.pass_time(4)
    assert renewals(people) == len(NAMES)
    dues = {row.due_at for row in await sqlite_grove.rows(select(task.c.due_at))}
    steps_of = [(await people.step(name)).work for name in NAMES]
    assert {work.task.due_at for work in steps_of if work} == dues
    assert all(due > people.clock.now() + timedelta(minutes=55) for due in dues)


async def test_a_short_outage_moves_nothing(people: Company) -> None:
    line(people).away = True
    await people.pass_time(1, step=0.1)
    line(people).away = False
    await people.pass_time(5)
    assert renewals(people) == 0


async def test_leases_are_renewed_a_few_at_a_time(people: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.runner.runner.PORTION", 2)
    line(people).away = True
    await people.pass_time(10)
    line(people).away = False
    counts = []
    while renewals(people) < len(NAMES):
        await people.pass_time(1 / 60, step=1 / 60)
        counts.append(renewals(people))
    assert [count for count in dict.fromkeys(counts) if count] == [2, 4, 5]


async def test_outboxes_leave_before_leases_are_renewed(people: Company) -> None:
    line(people).away = True
    await people.pass_time(1)
    for name in NAMES[:3]:
        await people.say(name, f"What does {name.title()} mean?")
        await people.press(name, "send")
    await people.pass_time(9)
    line(people).away = False
    await people.pass_time(5)
    acts = [type(request).__name__ for request, _ in line(people).answers.values()][-5:]
    assert acts == ["SubmitText"] * 3 + ["Renew"] * 2


async def test_a_process_that_dies_in_the_middle_leaves_the_rest_to_the_next(
    people: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.runner.runner.PORTION", 2)
    line(people).away = True
    await people.pass_time(10)
    line(people).away = False
    while not renewals(people):
        await people.pass_time(1 / 60, step=1 / 60)
    await people.runner.close()
    people.start()
    await people.runner.resume()
    await people.runner.settle()
    assert renewals(people) == len(NAMES)


async def test_whoever_acts_meanwhile_is_renewed_at_once(people: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.runner.runner.PORTION", 1)
    line(people).away = True
    await people.pass_time(10)
    line(people).away = False
    while not renewals(people):
        await people.pass_time(1 / 60, step=1 / 60)
    await people.say("eve", "What does one wear on the moon?")
    ids = {request.task_id for request, _ in line(people).answers.values() if isinstance(request, Renew)}
    work = (await people.step("eve")).work
    assert work is not None
    assert work.task.id in ids
    assert len(ids) < len(NAMES)


async def test_nobody_is_reminded_while_nothing_can_be_sent(people: Company) -> None:
    line(people).away = True
    await people.pass_time(58)
    assert "reminder" not in people.ids("ada")
    line(people).away = False
    await people.pass_time(5)
    assert "reminder" not in people.ids("ada")
    await people.pass_time(50)
    assert "reminder" in people.ids("ada")


async def test_a_desk_that_cannot_write_is_asked_again(people: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    line(people).away = True
    await people.pass_time(10)
    line(people).away = False

    def refuse(*_: object) -> None:
        raise StoreAway(reason="full")

    with monkeypatch.context() as full:
        full.setattr("bots.runner.recovery.announce", refuse)
        await people.pass_time(3)
    assert renewals(people) == 0
    await people.pass_time(1)
    assert renewals(people) == len(NAMES)
