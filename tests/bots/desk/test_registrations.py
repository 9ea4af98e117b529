"""What is registered with a platform is known by its digest."""

from sqlalchemy import Connection

from bots.desk import registrations
from bots.desk.desk import Desk


async def test_the_last_digest_of_each_scope_is_known(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[str | None]:
        registrations.note(connection, "test", "global", "abc")
        registrations.note(connection, "test", "global", "def")
        registrations.note(connection, "elsewhere", "7", "ghi")
        return [registrations.digest(connection, "test", scope) for scope in ("global", "7")]

    assert await any_desk.run(work) == ["def", None]
