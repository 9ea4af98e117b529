"""How many tasks a second does a store do over HTTP? Run `python -m tests.bench.wire`; `--help` tells what it takes.

Simulated people ask for work, acknowledge it and answer, by the v1 protocol, on a store that is empty at first or has
so many trees. Server, database and people share one machine, so the figures are for all three together; each runs in
processes of its own. In the end the store is killed while people are at work, and started anew.
"""

import asyncio
import os
import time
from argparse import ArgumentParser, Namespace
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from aiohttp import ClientSession, TCPConnector

from tests.bench.crowd import Crowd, Stretch
from tests.bench.grounds import KINDS, Grounds, commits, servers
from tests.bench.process import Usage, most_megabytes
from tests.bench.stores import Stores, environment, hush, make_key

AT_WORK, PEOPLE, SECONDS, WARM_UP = (16,), 200, 20.0, 3.0
SETTLE = 0.5  # seconds until those who joined the others are under way


@dataclass(frozen=True)
class Setting:
    """What is measured: a kind of database, how full, and how many work on it at once, one number after another."""

    database: str
    trees: int = 0
    processes: int = 1
    at_work: tuple[int, ...] = AT_WORK
    people: int = PEOPLE
    seconds: float = SECONDS
    warm_up: float = WARM_UP


@dataclass
class Found:
    """What a run found; first answers are seconds from the start of all processes until each has given a task."""

    setting: Setting
    stretches: list[Stretch] = field(default_factory=list)
    memory: float = 0.0  # the most megabytes that a process of the store ever had
    first_answer: float = 0.0
    after_kill: float = 0.0  # the same, when all had been killed at work


async def measure(setting: Setting, grounds: Grounds) -> Found:
    """Start a store on a database of a kind, let people work on it, kill it, start it, and tell what was found."""
    with (
        TemporaryDirectory(prefix="arboretum-bench-") as folder,
        grounds.fresh(setting.database, setting.trees) as url,
    ):
        settings = environment(Path(folder), url, grounds.active_trees(setting.trees))
        key = await make_key(url)
        async with AsyncExitStack() as stack:
            connector = TCPConnector(limit=max(setting.at_work))
            session = await stack.enter_async_context(ClientSession(connector=connector))
            stores = Stores(setting.processes, settings)
            stack.push_async_callback(stores.stop)
            crowd = Crowd(key, max(setting.people, *setting.at_work), session)
            found = Found(setting, first_answer=await stores.start(crowd.first))
            crowd.urls = stores.addresses
            async with _Work(crowd) as work:
                for at_work in setting.at_work:
                    await work.join(at_work, SETTLE if found.stretches else setting.warm_up)
                    found.stretches.append(await _measured(work, stores, url, setting.seconds))
                found.memory = max(map(most_megabytes, stores.ids))
                work.leave()
                await stores.kill()
            found.after_kill = await stores.start(crowd.first)
            return found
    raise AssertionError("unreachable")


class _Work:
    """Workers of a crowd."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self._workers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "_Work":
        return self

    async def __aexit__(self, *_: object) -> None:
        self.leave()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def join(self, at_work: int, seconds: float) -> None:
        """Have so many at work, some seconds from now."""
        self._workers += [asyncio.create_task(self.crowd.work()) for _ in range(at_work - len(self._workers))]
        await self.go_on(seconds)

    async def go_on(self, seconds: float) -> None:
        """Let them work; what goes wrong with one ends the run."""
        done, _ = await asyncio.wait(self._workers, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        for worker in done:
            worker.result()

    def leave(self) -> None:
        """Have everybody stop, in the middle of whatever they do."""
        for worker in self._workers:
            worker.cancel()

    @property
    def number(self) -> int:
        """How many are at work."""
        return len(self._workers)


async def _measured(work: _Work, stores: Stores, url: str, seconds: float) -> Stretch:
    met = work.crowd.met = Stretch(work.number)
    usage = {"store": Usage(stores.ids), "database": Usage(servers(url)), "people": Usage([os.getpid()])}
    begun, before = time.perf_counter(), commits(url)
    await work.go_on(seconds)
    met.seconds = time.perf_counter() - begun
    met.processor = {name: one.seconds() for name, one in usage.items()}
    work.crowd.met = Stretch(work.number)
    met.commits = commits(url) - before
    return met


def tell(found: Found) -> None:
    """Print what was found."""
    setting = found.setting
    click.echo(
        f"{setting.database}, {setting.trees:,} trees at first, {setting.processes} processes: first answer"
        f" {found.first_answer:.1f} s after the start, {found.after_kill:.1f} s after a crash;"
        f" {found.memory:.0f} MB at most in a process"
    )
    for stretch in found.stretches:
        _tell_stretch(stretch)


def _tell_stretch(met: Stretch) -> None:
    click.echo(
        f"  {met.at_work} at work: {met.per_second:.0f} tasks per second ({met.done} in {met.seconds:.0f} s),"
        f" {met.per_task(met.commits):.1f} commits per task; nothing to do {met.empty} times"
    )
    each = ", ".join(f"{name} {1000 * met.per_task(used):.1f}" for name, used in met.processor.items())
    click.echo(f"    milliseconds of processor time per task: {each}")
    click.echo(f"    {'endpoint':24}{'calls':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for endpoint, times in met.calls.items():
        row = "".join(f"{1000 * met.percentile(endpoint, percent):9.1f}" for percent in (50, 95, 99))
        click.echo(f"    {endpoint:24}{len(times):8}{row}")
    for kind, times in sorted(met.tasks.items()):
        click.echo(f"    {kind:24}{len(times):8}{1000 * sum(times) / len(times):9.1f} on average")
    click.echo(f"    errors: {dict(met.errors) or 'none'}")


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench.wire", description=__doc__)
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--trees", type=int, default=0, help="trees in the store at first (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="processes of the store (%(default)s)")
    parser.add_argument(
        "--at-work", type=int, nargs="+", default=AT_WORK, metavar="N",
        help="people at work at once; several numbers, growing, are measured one after another (16)",
    )  # fmt: skip
    parser.add_argument("--people", type=int, default=PEOPLE, help="people altogether (%(default)s)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long to measure (%(default)s)")
    parser.add_argument("--runs", type=int, default=1, help="how often, each on a fresh database (%(default)s)")
    return parser.parse_args()


def main() -> None:
    """Measure and tell, database by database."""
    given = _arguments()
    hush()
    setting = partial(Setting, trees=given.trees, processes=given.processes, people=given.people, seconds=given.seconds)
    with Grounds() as grounds:
        for database in KINDS if given.database == "both" else (given.database,):
            for _ in range(given.runs):
                tell(asyncio.run(measure(setting(database, at_work=tuple(given.at_work)), grounds)))


if __name__ == "__main__":
    main()
