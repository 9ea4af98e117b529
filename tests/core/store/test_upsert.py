from typing import Any

from sqlalchemy import Connection, select

from core.store.tables import alias, remark, touch
from core.store.upsert import insert_if_missing, insert_missing, upsert
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove

TREE, MESSAGE, ADA, BEN = (f"01890000-0000-7000-8000-00000000000{n}" for n in range(4))


def bar(person_id: str, kind: str = "assistant_reply") -> dict[str, Any]:
    return {"tree_id": TREE, "message_id": MESSAGE, "person_id": person_id, "kind": kind}


async def test_rows_that_are_there_stay_and_new_ones_join_them(grove: Grove) -> None:
    def work(connection: Connection) -> int:
        insert_missing(connection, touch, [bar(ADA)])
        insert_missing(connection, touch, [bar(ADA), bar(BEN), bar(BEN)])
        return len(connection.execute(select(touch)).all())

    assert await grove.store.database.run(work) == 2


async def test_no_rows_are_no_statement(grove: Grove) -> None:
    def work(connection: Connection) -> int:
        insert_missing(connection, touch, [])
        return len(connection.execute(select(touch)).all())

    assert await grove.store.database.run(work) == 0


async def test_a_row_is_replaced_whole_by_one_with_its_key(grove: Grove, clock: Clock) -> None:
    def work(connection: Connection) -> list[tuple[str, dict[str, float]]]:
        row = {"tree_id": TREE, "message_id": MESSAGE, "person_id": ADA, "labels": {"spam": 1.0}, "text": "an ad"}
        upsert(connection, remark, row | {"created_at": clock.now()})
        upsert(connection, remark, row | {"labels": {}, "text": "two ads", "created_at": clock.advance(1)})
        upsert(connection, remark, row | {"person_id": BEN, "created_at": clock.now()})
        found = connection.execute(select(remark.c.text, remark.c.labels).order_by(remark.c.person_id))
        return [(row.text, row.labels) for row in found]

    assert await grove.store.database.run(work) == [("two ads", {}), ("an ad", {"spam": 1.0})]


async def test_a_row_goes_in_unless_one_of_its_keys_is_taken(grove: Grove) -> None:
    row = {"client_id": ADA, "what": "task", "frontend_id": "a", "subject_id": BEN, "tree_id": None}

    def work(connection: Connection) -> list[bool]:
        others = row | {"frontend_id": "b"}, row | {"subject_id": ADA}, row | {"frontend_id": "b", "subject_id": ADA}
        return [insert_if_missing(connection, alias, one) for one in (row, row, *others)]

    assert await grove.store.database.run(work) == [True, False, False, False, True]
