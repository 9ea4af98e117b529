from contextlib import suppress

from core.export.thrift import thrift
from core.store.store import Store
from core.store.transaction import Transaction


def _in_effect(tx: Transaction) -> list[int]:
    return [tx.connection.exec_driver_sql(f"pragma {name}").scalar_one() for name in ("cache_size", "temp_store")]


async def test_sqlite_keeps_little_in_memory_while_somebody_reads_it_through_and_as_much_as_before_afterwards(
    store: Store,
) -> None:
    def read_through(tx: Transaction) -> list[list[int]]:
        seen = [_in_effect(tx)]
        with suppress(ZeroDivisionError), thrift(tx):
            seen.append(_in_effect(tx))
            raise ZeroDivisionError
        return [*seen, _in_effect(tx)]

    before, meanwhile, afterwards = await store.read(read_through)
    assert meanwhile == [-4096, 1]
    assert before == afterwards != meanwhile


async def test_postgresql_has_its_memory_elsewhere(any_store: Store) -> None:
    def read_through(tx: Transaction) -> int:
        with thrift(tx):
            return int(tx.connection.exec_driver_sql("select 1").scalar_one())

    assert await any_store.read(read_through) == 1
