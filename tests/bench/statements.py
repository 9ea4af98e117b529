"""Which statements does a task consist of? Run `python -m tests.bench.statements URL`; `--each` shows their texts.

No server tells it of a store's own process: SQLite has none, and the PostgreSQL of the tests lacks the extension. So a
store is opened in a process of its own, whose drivers tell each statement, and serves the very application to people
on loopback, who come one by one. BEGIN, COMMIT and what else only limits transactions is not counted as a statement. On
PostgreSQL one statement with many rows is one, as it is one round trip; on SQLite each row is one.
"""

import asyncio
import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

import click
from aiohttp import ClientSession
from sqlalchemy import event
from sqlalchemy.pool import Pool

from core.api.app import application
from core.api.serving import serving
from core.domain.client import Scope
from core.service import keys
from core.settings import load_settings
from core.store.store import Store
from tests.bench.crowd import Crowd
from tests.bench.stores import hush

PEOPLE, WARM_UP, TASKS = 100, 50, 300
_LIMITS = ("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET TRANSACTION")
_VALUE = re.compile(r"'(?:[^']|'')*'|\$\d+(?:::[\w ]+)?|(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@dataclass
class Counted:
    """How often each statement ran in so many tasks, its values left out."""

    tasks: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    transactions: int = 0

    @property
    def per_task(self) -> float:
        """Statements of one task: its request, acknowledgement and answer."""
        return self.statements.total() / max(1, self.tasks)

    def add(self, statement: str) -> None:
        """One more ran."""
        words = " ".join(statement.split())
        if words.upper().startswith(_LIMITS):
            self.transactions += words.upper().startswith("BEGIN")
        else:
            self.statements[_VALUE.sub("?", words)] += 1


@contextmanager
def listening(tape: list[str]) -> Iterator[None]:
    """Write down what every connection runs that is made from now on."""

    def connected(connection: Any, _: Any) -> None:
        driver = getattr(connection, "driver_connection", connection)
        if isinstance(driver, Connection):
            driver.set_trace_callback(tape.append)
        else:
            driver.add_query_logger(lambda record: tape.append(record.query))

    event.listen(Pool, "connect", connected)
    try:
        yield
    finally:
        event.remove(Pool, "connect", connected)


async def count(store: Store, crowd: Crowd, tape: list[str], tasks: int, warm_up: int) -> Counted:
    """Let people do so many tasks, one after another, and count."""
    await _do(crowd, warm_up)
    tape.clear()
    counted = Counted(await _do(crowd, tasks))
    for statement in tape:
        counted.add(statement)
    return counted


async def _do(crowd: Crowd, tasks: int) -> int:
    return sum([await crowd.one_task() for _ in range(tasks)])


async def _served(url: str, tasks: int, warm_up: int) -> Counted:
    """Open the store, serve it and count."""
    tape: list[str] = []
    settings = load_settings()
    with listening(tape):
        store = await Store.open(url, settings.policy)
        try:
            key = await store.run(lambda tx: keys.create(tx, keys.house(tx), Scope.TRUSTED))
            async with serving(application(store, settings), "127.0.0.1:0") as address, ClientSession() as session:
                crowd = Crowd(key, PEOPLE, session)
                crowd.urls = [address]
                return await count(store, crowd, tape, tasks, warm_up)
        finally:
            await store.close()
    raise AssertionError("unreachable")


async def count_apart(settings: Mapping[str, str], tasks: int = TASKS, warm_up: int = WARM_UP) -> Counted:
    """The same in a process of its own, which reads these settings of a store."""
    words = ("-m", "tests.bench.statements", settings["ARBORETUM_DATABASE_URL"], "--json")
    numbers = ("--tasks", str(tasks), "--warm-up", str(warm_up))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, *numbers, env=settings, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    told = json.loads(output)
    return Counted(told["tasks"], Counter(told["statements"]), told["transactions"])


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench.statements", description=__doc__)
    parser.add_argument(
        "url", help="of a store's database, which people then work on: sqlite:///PATH or postgresql://…"
    )
    parser.add_argument("--tasks", type=int, default=TASKS, help="tasks to count in (%(default)s)")
    parser.add_argument("--warm-up", type=int, default=WARM_UP, help="tasks before (%(default)s)")
    parser.add_argument("--each", action="store_true", help="show each statement, and how often a task runs it")
    parser.add_argument("--json", action="store_true", help="all of it, for programs")
    return parser.parse_args()


def main() -> None:
    """Count and tell."""
    given = _arguments()
    hush()
    counted = asyncio.run(_served(given.url, given.tasks, given.warm_up))
    if given.json:
        click.echo(json.dumps(vars(counted)))
        return
    click.echo(
        f"{counted.per_task:.1f} statements and {counted.transactions / max(1, counted.tasks):.1f} transactions"
        f" per task, in {counted.tasks} tasks"
    )
    for statement, times in counted.statements.most_common() if given.each else ():
        click.echo(f"{times / max(1, counted.tasks):7.2f}  {statement}")


if __name__ == "__main__":
    main()
