from typing import Any

import pytest
from sqlalchemy import Executable, select

from core.export.quick_json import quickly
from core.store.prepared import Prepared
from core.store.store import Store
from core.store.tables import review
from core.store.transaction import Transaction
from tests.core.export.deeds import reviewed
from tests.core.export.samples import a_tree, planted

QUERY = select(quickly(review.c.labels))


@pytest.mark.parametrize("query", [QUERY, Prepared(QUERY)])
async def test_what_was_written_is_read(any_store: Store, query: Any) -> None:
    labels = {"spam": 0.1 + 0.2, "quality": 1.0, "höhe": 0.0}
    await planted(any_store, a_tree())
    await any_store.run(reviewed, 1, 11, labels)
    assert await any_store.read(_labels, query) == labels


def _labels(tx: Transaction, query: Prepared | Executable) -> Any:
    return tx.execute(query).one().labels
