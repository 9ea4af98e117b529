from collections.abc import Sequence
from random import Random

import pytest

from core.domain.deed import Deed, What
from core.store.database import LostRace, open_database
from core.store.store import Store
from core.store.transaction import Transaction, earliest_id
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove


def watched(grove: Grove) -> list[Deed]:
    told: list[Deed] = []

    def watch(deeds: Sequence[Deed]) -> None:
        told.extend(deeds)

    grove.store.watchers.append(watch)
    return told


async def test_watchers_are_told_what_a_transaction_noted(grove: Grove) -> None:
    told = watched(grove)
    await grove.store.run(lambda tx: tx.note(What.HANDED_OUT, "initial_prompt", "en"))
    assert told == [Deed(What.HANDED_OUT, "initial_prompt", "en")]


async def test_what_was_undone_is_told_to_nobody(grove: Grove) -> None:
    told = watched(grove)

    def work(tx: Transaction) -> None:
        tx.note(What.ANSWERED)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await grove.store.run(work)
    assert told == []


async def test_a_transaction_that_had_to_be_repeated_is_told_once_and_how_often_it_was(postgres_grove: Grove) -> None:
    told, attempts = watched(postgres_grove), []

    def work(tx: Transaction) -> None:
        tx.note(What.ANSWERED)
        attempts.append(1)
        if len(attempts) < 3:
            raise LostRace()

    await postgres_grove.store.run(work)
    assert len(attempts) == 3
    assert told == [Deed(What.RETRIED), Deed(What.RETRIED), Deed(What.ANSWERED)]


async def test_ids_of_a_moment_come_after_the_earliest_and_before_the_next(copied_sqlite: str, clock: Clock) -> None:
    store = Store(open_database(copied_sqlite), clock=clock.now, chance=Random(3))
    ids = [await store.read(Transaction.new_id) for _ in range(100)]
    earliest = earliest_id(clock.now())
    next_one = earliest_id(clock.advance(seconds=0.001))
    assert all(earliest < one < next_one for one in ids)
    await store.close()
