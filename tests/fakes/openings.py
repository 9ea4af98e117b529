"""Openings without the trees they stand in, for what looks at nothing else."""

from collections.abc import Collection

from sqlalchemy import insert

from core.domain.task import Kind
from core.store.tables import opening, touch
from core.store.transaction import Transaction
from tests.fakes.grove import Grove


async def plant_openings(
    grove: Grove, number: int, kind: Kind, *, untouched: Collection[int], by: str, lang: str = "en"
) -> None:
    """So many openings, evenly spread over the index; all but some of them, by their places in it, touched by one."""

    def plant(tx: Transaction) -> None:
        ids = [tx.new_id() for _ in range(number)]
        keys = [{"tree_id": one, "message_id": one, "kind": kind} for one in ids]
        common = {"lang": lang, "wanted": 1, "leased": 0, "lonely": False, "opened_at": tx.now}
        tx.execute(insert(opening), [key | common | {"shuffle": n / number} for n, key in enumerate(keys)])
        if touched := [key | {"person_id": by} for n, key in enumerate(keys) if n not in untouched]:
            tx.execute(insert(touch), touched)

    await grove.store.run(plant)
