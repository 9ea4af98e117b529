"""What a store asks of its database, statement by statement."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import groupby
from sqlite3 import Connection
from typing import Any

from core.store.store import Store
from core.store.transaction import Transaction

_LIMITS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")  # of transactions
_VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b|\bNULL\b")


@asynccontextmanager
async def at_most(number: int, store: Store) -> AsyncIterator[None]:
    """Fails where what is done meanwhile, one after the other, takes more statements; many rows at once are one."""
    told: list[str] = []

    def hear(record: Any) -> None:
        told.append(record if isinstance(record, str) else record.query)

    def listen(tx: Transaction) -> None:
        driver: Any = tx.connection.connection.driver_connection
        driver.set_trace_callback(hear) if isinstance(driver, Connection) else driver.add_query_logger(hear)

    def stop(tx: Transaction) -> None:
        driver: Any = tx.connection.connection.driver_connection
        driver.set_trace_callback(None) if isinstance(driver, Connection) else driver.remove_query_logger(hear)

    await store.run(listen)
    told.clear()
    yield
    heard = [one for one in told if not one.startswith(_LIMITS)]
    await store.run(stop)
    ran = [one for one, _ in groupby(_VALUE.sub("?", one) for one in heard)]
    assert 0 < len(ran) <= number, "\n".join([f"{len(ran)} statements:", *ran])
