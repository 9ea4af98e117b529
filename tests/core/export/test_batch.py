from sqlalchemy import select

from core.export.batch import SIZE, batch, of_batch
from core.store.prepared import Prepared
from core.store.store import Store
from core.store.tables import tree
from core.store.transaction import Transaction
from tests.core.export.samples import a_message, a_tree, planted, uuid

IN_BATCH = Prepared(select(tree.c.id).where(of_batch(tree.c.id)).order_by(tree.c.id))


async def test_one_statement_serves_batches_of_any_size(any_store: Store) -> None:
    await planted(any_store, *(a_tree(a_message(number)) for number in (1, 2, 3)))

    def found(tx: Transaction, ids: list[str]) -> list[str]:
        return list(tx.execute(IN_BATCH, batch(ids)).scalars())

    assert await any_store.read(found, []) == []
    assert await any_store.read(found, [uuid(3), uuid(1), uuid(9)]) == [uuid(1), uuid(3)]
    assert len(await any_store.read(found, [uuid(number) for number in range(SIZE)])) == 3
