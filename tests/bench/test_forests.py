"""What the benchmarks fill is a store as people would have left it."""

from sqlalchemy import func, select

from core.domain.tree import State
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import message, tree
from core.store.transaction import Transaction
from tests.bench import forests


def _states(tx: Transaction) -> dict[str, int]:
    return dict(map(tuple, tx.execute(select(tree.c.state, func.count()).group_by(tree.c.state))))


def _messages(tx: Transaction) -> int:
    count: int = tx.execute(select(func.count()).select_from(message)).scalar_one()
    return count


async def test_a_filled_store_has_nothing_that_a_survey_finds(database_url: str) -> None:
    await forests.plant(database_url, 100)
    store = await Store.open(database_url, forests.LONG)
    try:
        assert await survey(store) == []
        assert await store.read(_states) == {
            State.READY_FOR_EXPORT: 16,
            State.ABORTED_LOW_GRADE: 14,
            State.PROMPT_LOTTERY_WAITING: 55,
            State.INITIAL_PROMPT_REVIEW: 3,
            State.GROWING: 8,
            State.RANKING: 4,
        }
        assert 230 <= await store.read(_messages) <= 260
    finally:
        await store.close()
