"""Reading a store from end to end without keeping it in memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.store.transaction import Transaction

_THRIFTY = {"cache_size": -4096, "temp_store": 1}  # kibibytes; in files


@contextmanager
def thrift(tx: Transaction) -> Iterator[None]:
    """Let SQLite keep few pages, each of which is needed once, and sort on disk; PostgreSQL is another process."""
    if tx.connection.dialect.name != "sqlite":
        yield
        return
    before = {name: _value(tx, name) for name in _THRIFTY}
    _set(tx, _THRIFTY)
    try:
        yield
    finally:
        _set(tx, before)


def _value(tx: Transaction, name: str) -> int:
    return int(tx.connection.exec_driver_sql(f"pragma {name}").scalar_one())


def _set(tx: Transaction, values: dict[str, int]) -> None:
    for name, value in values.items():
        tx.connection.exec_driver_sql(f"pragma {name}={value}")
