"""The raw cost of the same rows: what a task wrote, written again by a bare `sqlite3` loop."""

import re
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection, connect

from core.store.store import Store
from core.store.transaction import Transaction

_WRITES = ("INSERT", "UPDATE", "DELETE", "BEGIN", "COMMIT")
LIMITS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")  # of transactions: no statements that do anything
_LITERAL = re.compile(r"'((?:[^']|'')*)'|(?<![\w.])(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w.])")


@dataclass
class Recording:
    """The statements that a store's writer ran."""

    statements: list[str] = field(default_factory=list)

    @property
    def commits(self) -> int:
        """How many transactions were committed."""
        return sum(one.startswith("COMMIT") for one in self.statements)

    @property
    def writes(self) -> list[str]:
        """Those that change something, and the limits of their transactions."""
        return [one for one in self.statements if one.startswith(_WRITES)]


async def listen(store: Store, recording: Recording | None) -> None:
    """Let the writer's connection tell each statement, its values filled in; None stops that."""

    def work(tx: Transaction) -> None:
        driver = tx.connection.connection.driver_connection
        assert isinstance(driver, Connection)
        driver.set_trace_callback(None if recording is None else recording.statements.append)

    await store.run(work)


def copy(path: Path, to: Path) -> None:
    """The database as it is now."""
    with closing(connect(path)) as source, closing(connect(to)) as target:
        source.backup(target)


def replay(path: Path, writes: list[str]) -> float:
    """Seconds that a bare loop needs for the same statements in the same transactions, as durably."""
    prepared = [_with_parameters(one) for one in writes]
    connection = connect(path, isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full"):
        connection.execute(f"pragma {pragma}")
    start = time.perf_counter()
    for statement, values in prepared:
        connection.execute(statement, values)
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


def _with_parameters(statement: str) -> tuple[str, list[str | float]]:
    """The statement as a program would have written it, so that the raw loop needn't parse each anew."""
    values: list[str | float] = []

    def take(found: re.Match[str]) -> str:
        text, number = found.groups()
        values.append(text.replace("''", "'") if number is None else _number(number))
        return "?"

    return _LITERAL.sub(take, statement), values


def _number(text: str) -> float:
    return int(text) if text.lstrip("-").isdigit() else float(text)
