"""How long the oldest thing has waited."""

from datetime import timedelta

from sqlalchemy import Connection

from bots.desk import inbox, outbox
from bots.desk.ages import Ages, ages
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.dialogue.events import Said
from bots.dialogue.move import Asked
from core.domain.person import Identity
from core.link.requests import Take
from tests.fakes.clock import Clock

ADA, BEN = Identity("test", "ada"), Identity("elsewhere", "ben")
NOW = Clock().now()


def _hear(connection: Connection, who: Identity, name: str, minutes: float) -> None:
    inbox.keep(connection, who, [Arrival(name, Said(name))], NOW - timedelta(minutes=minutes))


def _ask(connection: Connection, who: Identity, key: str, minutes: float) -> None:
    outbox.post(connection, who, [Asked(key, Take("p"))], NOW - timedelta(minutes=minutes))


async def test_where_nothing_waits_nothing_is_old(any_desk: Desk) -> None:
    assert await any_desk.run(lambda connection: ages(connection, NOW)) == Ages(0, 0, 0, 0)


async def test_the_oldest_of_everybody_counts(any_desk: Desk) -> None:
    def work(connection: Connection) -> Ages:
        _hear(connection, ADA, "a", 1)
        _hear(connection, BEN, "b", 3)
        _ask(connection, ADA, "k.0", 2)
        _ask(connection, BEN, "k.1", 1)
        _ask(connection, BEN, "k.2", 0)
        return ages(connection, NOW)

    assert await any_desk.run(work) == Ages(2, 180, 3, 120)


async def test_what_is_worked_off_or_answered_does_not_wait(any_desk: Desk) -> None:
    def work(connection: Connection) -> Ages:
        _hear(connection, ADA, "a", 5)
        _hear(connection, ADA, "b", 4)
        _ask(connection, ADA, "k.0", 5)
        _ask(connection, ADA, "k.1", 1)
        inbox.finish(connection, inbox.unfinished(connection, ADA)[0], NOW)
        outbox.settle(connection, "k.0")
        return ages(connection, NOW)

    assert await any_desk.run(work) == Ages(1, 240, 1, 60)


async def test_a_clock_that_was_set_back_makes_nothing_younger_than_new(any_desk: Desk) -> None:
    def work(connection: Connection) -> Ages:
        _ask(connection, ADA, "k.0", -5)
        return ages(connection, NOW)

    assert await any_desk.run(work) == Ages(0, 0, 1, 0)
