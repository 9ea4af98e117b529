"""People with scores, without the work behind them: done reviews are put straight into the tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from core.domain.person import Person
from core.domain.task import Kind
from core.store.tables import task
from core.store.transaction import Transaction
from tests.fakes.grove import Grove


async def reviewed(grove: Grove, who: Person, simple: int, full: int = 0) -> None:
    """Somebody reviewed so many messages just now."""

    def put(tx: Transaction) -> None:
        row: dict[str, Any] = {"person_id": who.id, "kind": Kind.LABEL_ASSISTANT_REPLY, "lang": "en", "state": "done"}
        dates = dict.fromkeys(("created_at", "due_at", "closes_at", "ended_at"), tx.now)
        for number in range(simple + full):
            tx.execute(insert(task), row | dates | {"id": tx.new_id(), "full": number < full})

    await grove.store.run(put)


async def contest(grove: Grove, *scores: int) -> Sequence[Person]:
    """People with such scores, by nothing but short reviews."""
    people = [await grove.join(f"person {number}") for number in range(len(scores))]
    for one, score in zip(people, scores, strict=True):
        await reviewed(grove, one, score)
    return people
