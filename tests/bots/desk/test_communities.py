"""Communities are kept as they were set up; moderators pause them without touching anything else."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, insert, select, update

from bots.desk import boards, communities, obstacles, tables
from bots.desk.desk import Desk
from bots.desk.obstacles import Obstacle
from bots.desk.pinned import Pinned
from bots.dialogue.community import Community, Place
from core.domain.task import Kind
from core.store.database import DatabaseUnusable
from tests.fakes.clock import Clock

NOW = Clock().now()
FOREST = Community(
    "7",
    "Forest",
    languages=("de", "pt-BR"),
    kinds=(Kind.ASSISTANT_REPLY,),
    place=Place.THREAD,
    task_channel="70",
    board_channel="71",
    moderators_channel="72",
    moderator_roles=("73", "74"),
)
PAGE = {
    "platform": "test",
    "external_id": "1",
    "version": 1,
    "shown": 1,
    "body": "{}",
    "locale": "en",
    "name": "Ann",
    "ring_about": "",
    "updated_at": NOW,
}


async def test_settings_read_as_they_were_written(any_desk: Desk) -> None:
    await any_desk.run(lambda connection: communities.save(connection, "test", FOREST, NOW))
    await any_desk.run(lambda connection: communities.save(connection, "test", Community("8", "\ud800"), NOW))
    assert await any_desk.run(lambda connection: communities.find(connection, "test", "7")) == FOREST
    assert await any_desk.run(lambda connection: communities.found(connection, "test", "8")) == Community("8", "\ud800")
    assert await any_desk.run(lambda connection: communities.find(connection, "elsewhere", "7")) is None


async def test_where_nothing_was_set_up_the_defaults_hold(any_desk: Desk) -> None:
    assert await any_desk.run(lambda connection: communities.find(connection, "test", "7")) is None
    assert await any_desk.run(lambda connection: communities.found(connection, "test", "7")) == Community("7")


async def test_a_pause_changes_nothing_else_and_holds_where_nothing_was_set_up(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[Community]:
        communities.save(connection, "test", FOREST, NOW)
        for id in "78":
            communities.set_paused(connection, "test", id, True, NOW)
        paused = [communities.found(connection, "test", id) for id in "78"]
        communities.set_paused(connection, "test", "7", False, NOW)
        return [*paused, communities.found(connection, "test", "7")]

    assert await any_desk.run(work) == [replace(FOREST, paused=True), Community("8", paused=True), FOREST]


async def test_each_platform_has_its_own(any_desk: Desk) -> None:
    def work(connection: Connection) -> tuple[Community, ...]:
        for platform, id in (("test", "9"), ("test", "7"), ("elsewhere", "8")):
            communities.save(connection, platform, Community(id), NOW)
        return communities.every(connection, "test")

    assert await any_desk.run(work) == (Community("7"), Community("9"))


async def test_what_stood_in_the_way_is_tried_anew_after_a_change(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[int]:
        for id in "78":
            obstacles.meet(connection, "test", id, "71", Obstacle.FORBIDDEN, NOW)
        communities.save(connection, "test", FOREST, NOW)
        return [len(obstacles.of(connection, "test", id)) for id in "78"]

    assert await any_desk.run(work) == [0, 1]


async def test_settings_of_a_newer_version_are_not_guessed_at(any_desk: Desk) -> None:
    def work(connection: Connection) -> None:
        communities.save(connection, "test", FOREST, NOW)
        connection.execute(update(tables.community).values(settings='{"id": "7", "place": "hologram"}'))
        communities.find(connection, "test", "7")

    with pytest.raises(DatabaseUnusable, match="newer version"):
        await any_desk.run(work)


def move(connection: Connection, old: str = "-5", new: str = "-1005") -> tuple[Community, ...]:
    communities.move(connection, "test", old, new, NOW)
    return communities.every(connection, "test")


async def test_a_group_that_has_grown_keeps_its_settings_board_and_people(any_desk: Desk) -> None:
    group = replace(FOREST, id="-5", board_channel="-5", moderators_channel="-6", paused=True)
    pinned = Pinned("-5", "17", "0" * 32, NOW)

    def work(connection: Connection) -> list[object]:
        communities.save(connection, "test", group, NOW)
        boards.hang(connection, "test", "-5", pinned)
        boards.hang(connection, "elsewhere", "-5", pinned)
        connection.execute(insert(tables.step).values(**PAGE, community="-5"))
        (moved,) = move(connection)
        people = connection.execute(select(tables.step.c.community)).scalars().all()
        return [moved, boards.every(connection, "test"), boards.every(connection, "elsewhere"), people]

    assert await any_desk.run(work) == [
        replace(group, id="-1005", board_channel="-1005"),
        {"-1005": pinned},
        {"-5": pinned},
        ["-1005"],
    ]


async def test_a_topic_of_a_chat_that_moves_goes_along(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[str]:
        communities.save(connection, "test", Community("-5", board_channel="-5:42", moderators_channel="-55"), NOW)
        (moved,) = move(connection)
        return [moved.board_channel, moved.moderators_channel]

    assert await any_desk.run(work) == ["-1005:42", "-55"]


async def test_reports_follow_a_moderators_chat_that_nothing_else_is_known_of(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[str]:
        for id, reports in (("-7", "-5"), ("-8", "-5"), ("-9", "-6")):
            communities.save(connection, "test", Community(id, moderators_channel=reports), NOW)
        return [f"{one.id} {one.moderators_channel}" for one in move(connection)]

    assert await any_desk.run(work) == ["-7 -1005", "-8 -1005", "-9 -6"]


async def test_what_was_set_up_under_the_new_id_already_holds(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[object]:
        communities.save(connection, "test", Community("-5", "Old", board_channel="-5"), NOW)
        boards.hang(connection, "test", "-5", Pinned("-5", "17", "0" * 32, NOW))
        communities.save(connection, "test", Community("-1005", "New"), NOW)
        return [move(connection), boards.every(connection, "test")]

    assert await any_desk.run(work) == [(Community("-1005", "New"),), {}]


async def test_a_move_that_is_told_twice_is_one(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[tuple[Community, ...]]:
        communities.save(connection, "test", Community("-5"), NOW)
        return [move(connection), move(connection)]

    assert await any_desk.run(work) == [(Community("-1005"),)] * 2
