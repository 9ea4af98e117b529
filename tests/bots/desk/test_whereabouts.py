"""Where people work is remembered, community by community."""

from sqlalchemy import Connection

from bots.desk import steps, whereabouts
from bots.desk.desk import Desk
from bots.desk.steps import Page
from bots.desk.whereabouts import DIRECT, Whereabouts
from bots.dialogue.community import Place
from bots.dialogue.steps import Step
from core.domain.person import Identity
from tests.fakes.clock import Clock

ADA, BEN = Identity("test", "ada"), Identity("test", "ben")
NOW = Clock().now()


async def test_of_somebody_unknown_nothing_is_known(any_desk: Desk) -> None:
    assert await any_desk.run(lambda connection: whereabouts.find(connection, ADA)) == Whereabouts()


async def test_a_choice_holds_in_its_community_and_each_has_its_rooms(any_desk: Desk) -> None:
    def work(connection: Connection) -> Whereabouts:
        steps.save(connection, ADA, Page(Step(version=1), community="7"), None, NOW)
        whereabouts.choose(connection, ADA, "7", Place.THREAD, NOW)
        whereabouts.open_room(connection, ADA, "7", "700", NOW)
        whereabouts.open_room(connection, ADA, "8", "800", NOW)
        whereabouts.open_room(connection, ADA, DIRECT, "1", NOW)
        whereabouts.choose(connection, BEN, "7", Place.DIRECT, NOW)
        return whereabouts.find(connection, ADA)

    found = await any_desk.run(work)
    assert found == Whereabouts("7", {"7": Place.THREAD}, {"7": "700", "8": "800", DIRECT: "1"})
    assert found.place is Place.THREAD
    assert [found.room(place) for place in Place] == [None, "700", "1"]


async def test_the_community_where_one_acted_last_counts(any_desk: Desk) -> None:
    def work(connection: Connection) -> Whereabouts:
        whereabouts.choose(connection, ADA, "7", Place.THREAD, NOW)
        whereabouts.open_room(connection, ADA, "7", "700", NOW)
        steps.save(connection, ADA, Page(Step(version=1), community="8"), None, NOW)
        return whereabouts.find(connection, ADA)

    found = await any_desk.run(work)
    assert found.place is None
    assert found.room(Place.THREAD) is None


async def test_a_choice_can_be_taken_back(any_desk: Desk) -> None:
    def work(connection: Connection) -> Whereabouts:
        whereabouts.choose(connection, ADA, "7", Place.THREAD, NOW)
        whereabouts.open_room(connection, ADA, "7", "700", NOW)
        whereabouts.choose(connection, ADA, "7", None, NOW)
        return whereabouts.find(connection, ADA)

    assert await any_desk.run(work) == Whereabouts(rooms={"7": "700"})


async def test_a_room_is_known_by_its_channel_until_it_is_gone(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[Identity | None]:
        whereabouts.open_room(connection, ADA, "7", "700", NOW)
        whereabouts.open_room(connection, BEN, "7", "701", NOW)
        whereabouts.close_room(connection, "elsewhere", "701")
        whereabouts.close_room(connection, "test", "700")
        return [whereabouts.tenant(connection, "test", channel) for channel in ("700", "701")]

    assert await any_desk.run(work) == [None, BEN]
    assert await any_desk.run(lambda connection: whereabouts.find(connection, ADA)) == Whereabouts()
