from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.domain.policy import Policy
from core.store.prepared import Prepared
from core.store.tables import language
from core.store.transaction import Transaction
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove


def transaction(clock: Clock, connection: Any = None) -> Transaction:
    return Transaction(connection, clock.now(), Policy(), Random(7))


def test_ids_are_uuids_of_version_7(clock: Clock) -> None:
    made = UUID(transaction(clock).new_id())
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_ids_carry_their_time_so_that_they_sort_by_it(clock: Clock) -> None:
    ids = []
    for _ in range(200):
        clock.advance(0.001)
        ids.append(transaction(clock).new_id())
    assert ids == sorted(ids)
    assert UUID(ids[-1]).int >> 80 == int(clock.now().timestamp() * 1000)


def test_ids_of_one_moment_differ(clock: Clock) -> None:
    tx = transaction(clock)
    assert len({tx.new_id() for _ in range(10_000)}) == 10_000


async def test_prepared_and_plain_statements_run_alike(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    plain = select(language.c.lang, language.c.growing)

    def both(tx: Transaction) -> list[list[tuple[str, int]]]:
        return [[tuple(row) for row in tx.execute(one)] for one in (plain, Prepared(plain))]

    assert await grove.store.run(both) == [[("en", 1)], [("en", 1)]]
