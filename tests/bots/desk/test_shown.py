"""Which message shows which card."""

from sqlalchemy import Connection

from bots.desk import shown
from bots.desk.desk import Desk
from core.domain.person import Identity

ADA = Identity("test", "ada")


async def test_the_latest_message_of_each_card_is_known(any_desk: Desk) -> None:
    def work(connection: Connection) -> dict[str, str]:
        shown.remember(connection, ADA, "task", "1")
        shown.remember(connection, ADA, "news", "2")
        shown.remember(connection, ADA, "task", "3")
        shown.remember(connection, Identity("test", "ben"), "task", "4")
        return shown.refs(connection, ADA)

    assert await any_desk.run(work) == {"task": "3", "news": "2"}


async def test_a_message_that_cannot_be_edited_is_forgotten(any_desk: Desk) -> None:
    def work(connection: Connection) -> dict[str, str]:
        shown.remember(connection, ADA, "task", "1")
        shown.forget(connection, ADA, "task")
        return shown.refs(connection, ADA)

    assert await any_desk.run(work) == {}


async def test_all_that_one_person_sees_can_be_forgotten_at_once(any_desk: Desk) -> None:
    ben = Identity("test", "ben")

    def work(connection: Connection) -> list[dict[str, str]]:
        for who in (ADA, ben):
            shown.remember(connection, who, "task", "1")
            shown.remember(connection, who, "news", "2")
        shown.forget_all(connection, ADA)
        return [shown.refs(connection, who) for who in (ADA, ben)]

    assert await any_desk.run(work) == [{}, {"task": "1", "news": "2"}]
