"""What could not be posted is remembered with its reason, and tried again after a while."""

from datetime import timedelta

from sqlalchemy import Connection

from bots.desk import obstacles
from bots.desk.desk import Desk
from bots.desk.obstacles import AGAIN, Obstacle
from tests.fakes.clock import Clock

NOW = Clock().now()


async def test_the_last_reason_is_known_until_it_is_overcome(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[dict[str, Obstacle]]:
        obstacles.meet(connection, "test", "7", "71", Obstacle.GONE, NOW)
        obstacles.meet(connection, "test", "7", "71", Obstacle.FORBIDDEN, NOW)
        obstacles.meet(connection, "test", "7", "72", Obstacle.GONE, NOW)
        obstacles.meet(connection, "test", "8", "71", Obstacle.GONE, NOW)
        before = dict(obstacles.of(connection, "test", "7"))
        obstacles.overcome(connection, "test", "7", "71")
        return [before, dict(obstacles.of(connection, "test", "7"))]

    assert await any_desk.run(work) == [{"71": Obstacle.FORBIDDEN, "72": Obstacle.GONE}, {"72": Obstacle.GONE}]


async def test_for_a_while_it_is_too_early_to_try_again(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[set[tuple[str, str]]]:
        obstacles.meet(connection, "test", "7", "71", Obstacle.GONE, NOW)
        times = (NOW + AGAIN - timedelta(microseconds=1), NOW + AGAIN)
        return [obstacles.standing(connection, "test", at) for at in times]

    assert await any_desk.run(work) == [{("7", "71")}, set()]
