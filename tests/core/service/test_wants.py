"""What a board asks of the store, and how much of it that touches."""

from core.domain.task import Kind
from core.service import queues, wants
from core.store.transaction import Transaction
from tests.fakes.grove import Grove
from tests.fakes.hamlet import Hamlet


async def test_a_board_and_the_queues_count_the_same(grove: Grove) -> None:
    hamlet = Hamlet(grove, 3)
    await hamlet.settle()
    await hamlet.bustle(60)
    waiting = await grove.store.read(queues.find, ["en"])
    assert (await grove.store.read(wants.wants, ["en"]))["en"] == {
        one.kind: one.units for one in waiting if one.lang == "en"
    }


async def test_a_need_in_somebodys_hands_is_open_to_nobody(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    assert set((await grove.store.read(wants.wants, ["en"]))["en"]) == {Kind.INITIAL_PROMPT}


async def test_only_what_is_open_is_looked_at_and_by_an_index(sqlite_grove: Grove) -> None:
    def plan(tx: Transaction) -> str:
        statement = f"explain query plan {wants.FREE.compile(tx.connection)}"
        return " ".join(row[-1] for row in tx.connection.exec_driver_sql(statement))

    assert "USING INDEX opening_free" in await sqlite_grove.store.read(plan)
