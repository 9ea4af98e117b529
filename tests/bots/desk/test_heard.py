"""Until when everything was heard is known by platform."""

from datetime import datetime

from sqlalchemy import Connection

from bots.desk import heard
from bots.desk.desk import Desk
from tests.fakes.clock import Clock


async def test_the_last_moment_of_each_platform_is_known(any_desk: Desk, clock: Clock) -> None:
    before = clock.now()
    clock.advance(60)

    def work(connection: Connection) -> list[datetime | None]:
        heard.note(connection, "test", before)
        heard.note(connection, "elsewhere", before)
        heard.note(connection, "test", clock.now())
        return [heard.until(connection, platform) for platform in ("test", "elsewhere", "nowhere")]

    assert await any_desk.run(work) == [clock.now(), before, None]
