"""How many tasks a second does a store do over HTTP? Run `python -m tests.bench.wire`; `--help` tells what it takes.

Simulated people ask for work, acknowledge it and answer, by the v1 protocol, on a store that is empty at first or has
so many trees. Server, database and people share one machine, so the figures are for all three together; each runs in
processes of its own.
"""

import asyncio
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import click
from aiohttp import ClientSession, TCPConnector
from sqlalchemy.engine import make_url

from core.api.app import BASE
from tests.bench import forests
from tests.bench.process import family, megabytes, processor_seconds
from tests.fakes.postgres import embedded_postgres

CONCURRENCY, PEOPLE, SECONDS, WARM_UP = 16, 200, 20.0, 3.0
NOTHING, MANY = 1006, 1012  # codes that are no mistakes: there is nothing to do just now, or enough in hand
WORDS = (
    "how",
    "why",
    "when",
    "tide",
    "moon",
    "sea",
    "wind",
    "light",
    "stone",
    "river",
    "bread",
    "winter",
    "music",
    "garden",
)


@dataclass
class Found:
    """What a run found: seconds of each call by endpoint, answers by kind, and what went wrong."""

    database: str
    seconds: float = 0.0
    trees: int = 0
    processor: dict[str, float] = field(default_factory=dict)  # seconds of the store, the database and the people
    memory: float = 0.0  # megabytes of the largest process of the store
    first_answer: float = 0.0  # seconds from the start of the store
    calls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    tasks: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    empty: int = 0

    @property
    def per_second(self) -> float:
        """Tasks per second: each is a request, an acknowledgement and an answer."""
        return self.tasks.total() / self.seconds if self.seconds else 0.0


class Crowd:
    """People at work; `found` is what is being measured at the moment."""

    def __init__(self, urls: list[str], key: str, people: int, session: ClientSession, found: Found) -> None:
        self.found = found
        self._urls = [url + BASE for url in urls]
        self._headers = {"X-API-Key": key}
        self._session = session
        self._people = [_user(f"person-{number}") for number in range(people)]
        self._idle = list(range(people))
        self._names = count()
        self._chance = Random(1)

    async def work(self) -> None:
        """Let one after another do a task, until cancelled."""
        while True:
            number = self._idle.pop(self._chance.randrange(len(self._idle)))
            try:
                await self._task(self._people[number])
            finally:
                self._idle.append(number)

    async def first(self) -> None:
        """Let somebody ask for work once."""
        user = self._people[0]
        await self._call("POST /tasks/", "/tasks/", {"type": "random", "user": user, "lang": "en"})

    async def _task(self, user: dict[str, str]) -> None:
        task = await self._call("POST /tasks/", "/tasks/", {"type": "random", "user": user, "lang": "en"})
        if task is None:
            return
        name = f"task-{next(self._names)}"
        await self._call("ack", f"/tasks/{task['id']}/ack", {"message_id": name})
        if await self._call("interaction", "/tasks/interaction", self._answer(task, name) | {"user": user}):
            self.found.tasks[task["type"]] += 1

    def _answer(self, task: dict[str, Any], name: str) -> dict[str, Any]:
        if "valid_labels" in task:
            labels = {"spam": 0, "quality": 0.75} if "quality" in task["valid_labels"] else {"spam": 0}
            answer = {"type": "text_labels", "task_id": task["id"], "message_id": task["message_id"]}
            return answer | {"text": "", "labels": labels}
        if "replies" in task:
            order = list(range(len(task["replies"])))
            self._chance.shuffle(order)
            return {"type": "message_ranking", "message_id": name, "ranking": order}
        words = " ".join(self._chance.choices(WORDS, k=30))
        text = {"text": f"{words} {name}?", "user_message_id": f"message-of-{name}"}
        return {"type": "text_reply_to_message", "message_id": name} | text

    async def _call(self, endpoint: str, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """The answer, `{}` for an empty one; None for a no."""
        begun = time.perf_counter()
        async with self._session.post(
            self._chance.choice(self._urls) + path, json=body, headers=self._headers
        ) as response:
            answer: dict[str, Any] = await response.json() if response.status != 204 else {}
        self.found.calls[endpoint].append(time.perf_counter() - begun)
        if response.status in (200, 204):
            return answer
        if answer.get("error_code") in (NOTHING, MANY):
            self.found.empty += 1
            await asyncio.sleep(0.05)
        else:
            self.found.errors[f"{response.status} {answer.get('error_code')} {endpoint}"] += 1
        return None


@dataclass(frozen=True)
class Setting:
    """What is measured: a kind of database, how full, and how many work on it."""

    database: str
    trees: int = 0
    processes: int = 1
    concurrency: int = CONCURRENCY
    people: int = PEOPLE
    seconds: float = SECONDS


async def measure(setting: Setting) -> Found:
    """Start a store on a database of a kind, let people work on it, and tell what was found."""
    with TemporaryDirectory(prefix="arboretum-bench-") as folder, _database(setting.database, Path(folder)) as url:
        if setting.trees:
            await forests.plant(url, setting.trees)
        environment = _environment(Path(folder), url)
        key = (await _output(environment, "key", "create", "--scope", "trusted")).split()[-1]
        begun = time.perf_counter()
        async with AsyncExitStack() as stack:
            stores = [_store(environment) for _ in range(setting.processes)]
            started = await asyncio.gather(*map(stack.enter_async_context, stores))
            connector = TCPConnector(limit=setting.concurrency)
            session = await stack.enter_async_context(ClientSession(connector=connector))
            found = Found(setting.database, trees=setting.trees)
            addresses, processes = [address for address, _ in started], [process for _, process in started]
            crowd = Crowd(addresses, key, max(setting.people, setting.concurrency), session, found)
            await crowd.first()
            first_answer = time.perf_counter() - begun
            found = await _watched(
                crowd, {"store": processes, "database": _servers(url), "people": [os.getpid()]}, setting
            )
            found.first_answer, found.memory = first_answer, max(map(megabytes, processes))
            return found


async def _watched(crowd: Crowd, processes: dict[str, list[int]], setting: Setting) -> Found:
    workers = [asyncio.create_task(crowd.work()) for _ in range(setting.concurrency)]
    try:
        await asyncio.sleep(WARM_UP)
        found = crowd.found = Found(setting.database, trees=setting.trees)
        processes |= {"database": [one for pid in processes["database"] for one in family(pid)]}
        begun, used = time.perf_counter(), _used(processes)
        await asyncio.wait(workers, timeout=setting.seconds, return_when=asyncio.FIRST_EXCEPTION)
        found.seconds = time.perf_counter() - begun
        found.processor = {name: seconds - used[name] for name, seconds in _used(processes).items()}
    finally:
        for worker in workers:
            worker.cancel()
        results = await asyncio.gather(*workers, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return found


def _used(processes: dict[str, list[int]]) -> dict[str, float]:
    return {name: sum(map(processor_seconds, ids)) for name, ids in processes.items()}


def _servers(url: str) -> list[int]:
    """The process of the database that has all others of it as children; none for SQLite."""
    folder = make_url(url).query.get("host")
    return [int(Path(str(folder), "postmaster.pid").read_text().split()[0])] if folder else []


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    """An empty database that is as durable as in use."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'trees.db'}"
        return
    with embedded_postgres(careless=False) as server, server.database() as url:
        yield url


def _environment(folder: Path, url: str) -> dict[str, str]:
    return os.environ | {
        "ARBORETUM_HOME": str(folder),
        "ARBORETUM_DATABASE_URL": url,
        "ARBORETUM_RATE_LIMIT": "false",
        "ARBORETUM_POLICY__PENDING_TASKS": "1000",
    }


@asynccontextmanager
async def _store(environment: dict[str, str]) -> AsyncIterator[tuple[str, int]]:
    """A process of the store as an operator starts it: its address and id."""
    command = (sys.executable, "-m", "bots", "store", "--listen", "127.0.0.1:0")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    try:
        line = (await asyncio.wait_for(process.stderr.readline(), 30)).decode()
        yield next(word.rstrip(".") for word in line.split() if word.startswith("http://")), process.pid
    finally:
        process.terminate()
        await process.wait()


async def _output(environment: dict[str, str], *words: str) -> str:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bots", *words, env=environment, stdout=pipe, stderr=pipe
    )
    output, explained = await process.communicate()
    assert process.returncode == 0, explained.decode()
    return output.decode()


def _user(name: str) -> dict[str, str]:
    return {"id": name, "display_name": name, "auth_method": "local"}


def tell(found: Found) -> None:
    """Print what was found."""
    kinds = ", ".join(f"{kind} {number}" for kind, number in found.tasks.most_common())
    click.echo(
        f"{found.database}, {found.trees:,} trees at first: {found.per_second:.0f} tasks per second"
        f" ({found.tasks.total()} in {found.seconds:.0f} s)"
    )
    click.echo(f"  {kinds}; nothing to do {found.empty} times")
    each = ", ".join(
        f"{name} {1000 * used / max(1, found.tasks.total()):.1f}" for name, used in found.processor.items()
    )
    click.echo(f"  milliseconds of processor time per task: {each}")
    click.echo(
        f"  first answer {found.first_answer:.1f} s after the start; {found.memory:.0f} MB in a process at the end"
    )
    click.echo(f"  {'endpoint':14}{'calls':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for endpoint, times in found.calls.items():
        cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
        row = "".join(f"{1000 * cuts[place]:9.1f}" for place in (49, 94, 98))
        click.echo(f"  {endpoint:14}{len(times):8}{row}")
    click.echo(f"  errors: {dict(found.errors) or 'none'}")


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench.wire", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--trees", type=int, default=0, help="trees in the store at first (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="processes of the store (%(default)s)")
    parser.add_argument("--concurrency", type=int, default=CONCURRENCY, help="people at work at once (%(default)s)")
    parser.add_argument("--people", type=int, default=PEOPLE, help="people altogether (%(default)s)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long to measure (%(default)s)")
    return parser.parse_args()


def main() -> None:
    """Measure and tell, database by database."""
    given = _arguments()
    for database in ("sqlite", "postgresql") if given.database == "both" else (given.database,):
        setting = Setting(database, given.trees, given.processes, given.concurrency, given.people, given.seconds)
        tell(asyncio.run(measure(setting)))


if __name__ == "__main__":
    main()
