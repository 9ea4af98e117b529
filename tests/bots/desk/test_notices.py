"""Which messages show which cases."""

from dataclasses import replace

from sqlalchemy import Connection

from bots.desk import notices
from bots.desk.desk import Desk
from bots.desk.pinned import Pinned
from tests.fakes.clock import Clock

NOW = Clock().now()
NOTICE = Pinned("72", "5", "abc", NOW)


async def test_each_case_has_one_message_in_a_community_until_it_is_filed_away(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[dict[str, dict[str, Pinned]]]:
        notices.post(connection, "test", "7", "m1", NOTICE)
        notices.post(connection, "test", "7", "m1", replace(NOTICE, digest="def"))
        notices.post(connection, "test", "7", "m2", NOTICE)
        notices.post(connection, "test", "8", "m1", NOTICE)
        notices.post(connection, "elsewhere", "9", "m1", NOTICE)
        before = notices.every(connection, "test")
        for subject in ("m1", "m2"):
            notices.file_away(connection, "test", "7", subject)
        return [before, notices.every(connection, "test")]

    changed = replace(NOTICE, digest="def")
    assert await any_desk.run(work) == [
        {"7": {"m1": changed, "m2": NOTICE}, "8": {"m1": NOTICE}},
        {"8": {"m1": NOTICE}},
    ]
