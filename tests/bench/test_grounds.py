"""Databases to measure on."""

from sqlalchemy import delete, func, select

from core.service import keys
from core.store.store import Store
from core.store.tables import tree
from core.store.transaction import Transaction
from tests.bench.grounds import Grounds, commits


def _trees(tx: Transaction) -> int:
    count: int = tx.execute(select(func.count()).select_from(tree)).scalar_one()
    return count


def _clear(tx: Transaction) -> None:
    tx.execute(delete(tree))


async def test_each_run_has_a_copy_of_its_own_of_what_was_filled_once() -> None:
    told: list[str] = []
    with Grounds(told.append) as grounds:
        for _ in range(2):
            with grounds.fresh("sqlite", 100) as url:
                store = await Store.open(url)
                assert await store.read(_trees) == 100  # whatever became of the copy before
                await store.run(_clear)
                await store.close()
    assert told == ["filling a store with 100 trees"]


async def test_a_database_tells_how_often_it_committed() -> None:
    with Grounds() as grounds, grounds.fresh("sqlite", 100) as url:
        store = await Store.open(url)
        await store.run(keys.house)
        before = commits(url)
        for name in ("first", "second", "third"):
            await store.run(keys.create_client, name)
        await store.read(_trees)
        assert commits(url) - before == 3
        await store.close()
