from typing import Any

from sqlalchemy import select

from core.export.forgotten import forgotten
from core.store.prepared import Prepared
from core.store.store import Store
from core.store.tables import message
from core.store.transaction import Transaction
from tests.core.export.deeds import left
from tests.core.export.samples import a_message, a_tree, planted

QUERY = Prepared(select(message.c.text, forgotten(message.c.author_id)))


async def test_it_is_told_of_each_row_and_takes_no_row_away(any_store: Store) -> None:
    await planted(any_store, a_tree(a_message(1), a_message(2, 1), a_message(3, 1, author_id=None)))
    await any_store.run(left, 1002)
    assert await any_store.read(_found) == {"Text 1": False, "Text 2": True, "Text 3": None}


def _found(tx: Transaction) -> dict[str, Any]:
    return {row.text: row.forgotten for row in tx.execute(QUERY)}
