"""What the benchmarks fill is a store as people would have left it."""

from sqlalchemy import func, select

from core.domain.tree import State
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import message, person, task, tree
from core.store.transaction import Transaction
from tests.bench import forests


def _states(tx: Transaction) -> dict[str, int]:
    return dict(map(tuple, tx.execute(select(tree.c.state, func.count()).group_by(tree.c.state))))


def _messages(tx: Transaction) -> int:
    count: int = tx.execute(select(func.count()).select_from(message)).scalar_one()
    return count


def _strangers(tx: Transaction) -> int:
    """Texts that are by nobody's task, and people without one to three languages."""
    written = select(message.c.id).join(task, task.c.id == message.c.task_id)
    lost = tx.execute(select(func.count()).where(message.c.id.not_in(written))).scalar_one()
    spoken = tx.execute(select(person.c.languages)).scalars().all()
    return int(lost) + sum(not 1 <= len(one) <= 3 for one in spoken)


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
        assert await store.read(_strangers) == 0
    finally:
        await store.close()


def test_the_languages_are_those_of_the_ancestor_and_even_a_small_store_has_people_for_each() -> None:
    assert len(forests.LANGUAGES) == 35
    for size in (1, 100, 66_000):
        crowds = forests._crowds(size)
        numbers = [number for lang in forests.LANGUAGES for number in crowds[lang]]
        assert numbers == list(range(max(35, min(160, size))))
        assert all(map(len, crowds.values()))
