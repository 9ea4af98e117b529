"""Which message is a community's board."""

from dataclasses import replace

from sqlalchemy import Connection

from bots.desk import boards
from bots.desk.desk import Desk
from bots.desk.pinned import Pinned
from tests.fakes.clock import Clock

NOW = Clock().now()
BOARD = Pinned("71", '{"message": 5}', "abc", NOW)


async def test_a_community_has_one_board_until_it_is_taken_down(any_desk: Desk) -> None:
    def work(connection: Connection) -> list[dict[str, Pinned]]:
        boards.hang(connection, "test", "7", BOARD)
        boards.hang(connection, "test", "7", replace(BOARD, digest="def"))
        boards.hang(connection, "test", "8", BOARD)
        boards.hang(connection, "elsewhere", "9", BOARD)
        before = boards.every(connection, "test")
        boards.take_down(connection, "test", "7")
        return [before, boards.every(connection, "test")]

    assert await any_desk.run(work) == [{"7": replace(BOARD, digest="def"), "8": BOARD}, {"8": BOARD}]
