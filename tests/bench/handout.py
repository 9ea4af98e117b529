"""Does hand-out stay flat as the store grows? Run `python -m tests.bench.handout`; `--sizes` and `--tasks` change it.

All figures come from one machine in one run, and the sizes take turns, so that a busy moment hits them alike. Wall time
is what people wait; processor time says how much of it is ours when the machine is busy with something else.
"""

import asyncio
import time
from argparse import ArgumentParser
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import click
from sqlalchemy import select

from core.domain.task import Ballot, Family, Task
from core.link.embedded import EmbeddedLink
from core.link.requests import Act, SubmitBallot, SubmitReview, SubmitText, Take
from core.store.store import Store
from core.store.tables import person
from tests.bench import forests, raw
from tests.fakes.grove import GOOD, ROUTE

SIZES = (1_000, 10_000, 100_000)
TASKS = 400
TURN = 20  # tasks of one size before the next has its turn
WARM_UP = 20


@dataclass
class Times:
    """Seconds of one kind of call, by the wall clock and by the processor's."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


@dataclass
class Bench:
    """A store of one size, and what its people's calls took."""

    size: int
    path: Path
    store: Store
    people: list[str]
    chance: Random
    take: Times = field(default_factory=Times)
    submit: Times = field(default_factory=Times)
    empty: int = 0
    _keys: Any = field(default_factory=count)

    @classmethod
    async def open(cls, folder: Path, size: int, ids: dict[str, str]) -> "Bench":
        """Fill a store and open it as durably as any."""
        path = folder / f"{size}.sqlite"
        await forests.fill(path, size, folder / "patterns.sqlite", ids)
        chance = Random(size)
        store = await Store.open(f"sqlite:///{path}", forests.LONG, chance=chance)
        await forests.count_again(store)
        everybody = await store.read(lambda tx: tx.execute(select(person.c.id)).scalars().all())
        return cls(size, path, store, chance.sample(list(everybody), min(len(everybody), 500)), chance)

    async def work(self) -> bool:
        """Somebody takes a task and answers it; False where there was none."""
        who = self.chance.choice(self.people)
        task = await self._timed(self.take, Take(who))
        if not isinstance(task, Task):
            self.take.wall.pop()
            self.take.processor.pop()
            self.empty += 1
            return False
        await self._timed(self.submit, self._answer(who, task))
        return True

    def forget(self) -> None:
        """Begin to measure anew."""
        self.take, self.submit, self.empty = Times(), Times(), 0

    async def _timed(self, times: Times, request: Act[Any]) -> Any:
        wall, processor = time.perf_counter(), time.process_time()
        answer = await EmbeddedLink(self.store).send(request, f"bench {next(self._keys)}")
        times.wall.append(time.perf_counter() - wall)
        times.processor.append(time.process_time() - processor)
        return answer

    def _answer(self, who: str, task: Task) -> Act[Any]:
        match task.kind.family:
            case Family.WRITE:
                text = f"Answer {next(self._keys)} of a volunteer, as long as people write in a minute. " * 4
                return SubmitText(who, task.id, text, ROUTE)
            case Family.REVIEW:
                return SubmitReview(who, task.id, GOOD | {"quality": 0.75}, ROUTE)
            case Family.RANK:
                places = tuple((one.message_id,) for one in task.replies)
                return SubmitBallot(who, task.id, Ballot(places), ROUTE)


@dataclass(frozen=True)
class Found:
    """What a run found: times per size; tasks per second of one caller, of several at once, and of a raw loop."""

    benches: list[Bench]
    alone: float
    together: float
    bare: float


async def measure(sizes: tuple[int, ...], tasks: int) -> Found:
    """Fill, measure in turns, and print."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="arboretum-bench-")))
        ids = await forests.patterns(folder / "patterns.sqlite")
        benches = []
        for size in sizes:
            bench = await Bench.open(folder, size, ids)
            stack.push_async_callback(bench.store.close)
            benches.append(bench)
            click.echo(f"filled a store of {size:,} trees: {bench.path.stat().st_size / 1e6:,.0f} MB")
        for bench in benches:
            await _do(bench, WARM_UP)
            bench.forget()
        for _ in range(tasks // TURN):
            for bench in benches:
                await _do(bench, TURN)
        report(benches)
        return Found(benches, *await _throughput(benches[min(1, len(benches) - 1)], tasks))


def report(benches: list[Bench]) -> None:
    """Medians, and how they compare with the smallest store."""
    click.echo(
        f"\n{'trees':>9}  {'take ms':>8} {'cpu':>6} {'ratio':>6}   {'submit ms':>9} {'cpu':>6} {'ratio':>6}   empty"
    )
    first = benches[0]
    for bench in benches:
        cells = []
        for times, base in ((bench.take, first.take), (bench.submit, first.submit)):
            wall, processor = median(times.wall), median(times.processor)
            cells.append(f"{wall * 1e3:8.2f} {processor * 1e3:6.2f} {processor / median(base.processor):6.2f}")
        click.echo(f"{bench.size:>9,}  {cells[0]}   {cells[1]}   {bench.empty:>5}")


async def _throughput(bench: Bench, tasks: int) -> tuple[float, float, float]:
    """Tasks per second of one caller, of eight at once, and of a raw loop with the first one's rows and commits.

    Only the one caller is held against the raw loop: what several wait for is committed together, in fewer commits.
    """
    recording = raw.Recording()
    before = bench.path.with_suffix(".before")
    raw.copy(bench.path, before)
    await raw.listen(bench.store, recording)
    recording.statements.clear()
    done = await _do(bench, tasks)
    await raw.listen(bench.store, None)
    click.echo(f"\n{bench.size:,} trees, durable:")
    statements = [one for one in recording.statements if not one.startswith(("BEGIN", "COMMIT"))]
    click.echo(f"  {len(statements) / done:.1f} statements and {recording.commits / done:.1f} commits per task")
    bare = done / raw.replay(before, recording.writes)
    alone = await _rate(bench, tasks, 1)
    click.echo(f"  {alone:,.0f} tasks per second by one caller; {alone / bare:.2f} of a raw loop's {bare:,.0f}")
    together = await _rate(bench, tasks, 8)
    click.echo(f"  {together:,.0f} tasks per second by eight at once, who share commits")
    return alone, together, bare


async def _rate(bench: Bench, tasks: int, at_once: int) -> float:
    start = time.perf_counter()
    done = sum(await asyncio.gather(*(_do(bench, tasks // at_once) for _ in range(at_once))))
    return done / (time.perf_counter() - start)


async def _do(bench: Bench, tasks: int) -> int:
    """So many tasks, or nearly, where people often find nothing."""
    done = 0
    for _ in range(2 * tasks):
        done += await bench.work()
        if done == tasks:
            break
    return done


def main() -> None:
    """Read the command line and measure."""
    parser = ArgumentParser(prog="python -m tests.bench.handout", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="trees in each store")
    parser.add_argument("--tasks", type=int, default=TASKS, help="tasks measured in each")
    options = parser.parse_args()
    asyncio.run(measure(tuple(options.sizes), options.tasks))


if __name__ == "__main__":
    main()
