"""Communities are kept as they were set up; moderators pause them without touching anything else."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, update

from bots.desk import communities, obstacles, tables
from bots.desk.desk import Desk
from bots.desk.obstacles import Obstacle
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
