"""What came in is kept once, in order, until it is worked off."""

from datetime import timedelta

from sqlalchemy import Connection

from bots.desk import inbox
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.dialogue.events import Event, Pressed, Said
from core.domain.person import Identity
from tests.fakes.clock import Clock

ADA, BEN = Identity("test", "ada"), Identity("test", "ben")
NOW = Clock().now()


def _keep(connection: Connection, who: Identity, *said: str) -> None:
    inbox.keep(connection, who, [Arrival(f"{who.external_id}-{text}", Said(text)) for text in said], NOW)


def _unfinished(connection: Connection, who: Identity) -> list[Event]:
    return [entry.event for entry in inbox.unfinished(connection, who)]


async def test_events_come_out_in_the_order_they_came_in(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: _keep(connection, ADA, "b", "a"))
    await any_desk.run(lambda connection: _keep(connection, ADA, "c"))
    events = await any_desk.run(lambda connection: _unfinished(connection, ADA))
    assert events == [Said("b"), Said("a"), Said("c")]


async def test_what_comes_twice_is_dropped(any_desk: Desk) -> None:
    for _ in range(2):
        await any_desk.run(lambda connection: _keep(connection, ADA, "a"))
    assert await any_desk.run(lambda connection: _unfinished(connection, ADA)) == [Said("a")]


async def test_what_is_worked_off_does_not_come_again(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[Event]:
        _keep(connection, ADA, "a", "b")
        inbox.finish(connection, inbox.unfinished(connection, ADA)[0], NOW)
        _keep(connection, ADA, "a")
        return _unfinished(connection, ADA)

    assert await any_desk.run(work) == [Said("b")]


async def test_everybody_who_waits_is_known_oldest_first(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[Identity]:
        _keep(connection, BEN, "a")
        _keep(connection, ADA, "a")
        _keep(connection, BEN, "b")
        _keep(connection, Identity("elsewhere", "eve"), "a")
        return inbox.people_waiting(connection, ["test"])

    assert await any_desk.run(work) == [BEN, ADA]


async def test_an_event_that_failed_is_kept_longer_with_its_text(any_desk: Desk) -> None:
    day = timedelta(days=1)

    def work(connection: Connection) -> tuple[int, int]:
        _keep(connection, ADA, "fine", "broken")
        fine, broken = inbox.unfinished(connection, ADA)
        inbox.finish(connection, fine, NOW)
        inbox.finish(connection, broken, NOW, "ZeroDivisionError at " + "somewhere:1 > " * 40)
        soon = inbox.prune(connection, NOW + day, NOW - day)
        return soon, inbox.prune(connection, NOW + day, NOW + day)

    assert await any_desk.run(work) == (1, 1)


async def test_letters_that_no_file_can_carry_come_out_as_they_went_in(any_desk: Desk) -> None:
    events: list[Event] = [Said("half \ud800, nul \0, 漢字"), Pressed("fine", version=3)]
    arrivals = [Arrival(str(number), event) for number, event in enumerate(events)]
    await any_desk.run(lambda connection: inbox.keep(connection, ADA, arrivals, NOW))
    assert await any_desk.run(lambda connection: _unfinished(connection, ADA)) == events
