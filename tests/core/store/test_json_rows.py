from sqlalchemy import insert, select

from core.store.json_rows import nested
from core.store.tables import ballot
from core.store.transaction import Transaction
from tests.fakes.grove import Grove

PARENT, TREE, PERSON = (f"00000000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
IDS = [f"00000000-0000-7000-8000-0000000000a{n}" for n in range(4)]


async def test_each_id_in_a_list_of_lists_is_a_row_with_its_place(grove: Grove) -> None:
    places = [[IDS[0]], [IDS[2], IDS[1]], [], [IDS[3]]]

    def cast_and_look(tx: Transaction) -> set[tuple[int, str]]:
        key = {"tree_id": TREE, "message_id": PARENT, "person_id": PERSON, "created_at": tx.now}
        tx.execute(insert(ballot), key | {"places": places, "unacceptable": [], "shown": IDS})
        tx.execute(insert(ballot), key | {"person_id": IDS[0], "places": [], "unacceptable": [], "shown": IDS})
        reply = nested(ballot.c.places, tx.connection.dialect.name)
        found = tx.execute(select(reply.place, reply.id).select_from(ballot, *reply.sources))
        return {(place, id_) for place, id_ in found}

    assert await grove.store.run(cast_and_look) == {(0, IDS[0]), (1, IDS[1]), (1, IDS[2]), (3, IDS[3])}
