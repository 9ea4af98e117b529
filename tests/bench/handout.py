"""Does hand-out stay flat as the store grows? Takes and answers tasks in stores of several sizes, on both databases.

All figures come from one machine in one run, and the sizes take turns, so that a busy moment hits them alike. Wall time
is what people wait; processor time, that of PostgreSQL's processes included, says how much of it is ours when the
machine is busy with something else. A store that is full stands at its limit of growing trees, so that each that ends
draws another. Of SQLite it is told too how near it comes to a raw loop that writes the same rows.
"""

import asyncio
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.engine import make_url

from core.domain.task import Ballot, Family, Task
from core.link.embedded import EmbeddedLink
from core.link.requests import Act, SubmitBallot, SubmitReview, SubmitText, Take
from core.service import kept, shortage
from core.store.store import Store
from core.store.tables import person
from tests.bench import raw
from tests.bench.grounds import KINDS, Grounds, servers
from tests.bench.process import Usage
from tests.bench.report import Plan, Section, Target
from tests.bench.stores import policy
from tests.fakes.grove import GOOD, ROUTE

SIZES = (6_600, 66_000)
TASKS = 400
TURN = 20  # tasks of one size before the next has its turn
WARM_UP = 20
AT_MOST = 1.5  # times what the smallest store takes
_EPILOG = """\
examples:
  python -m tests.bench.handout                                      both databases, at a tenth and at the whole size
  python -m tests.bench.handout --sizes 6600 660000                  a hundredfold; asks for 30 GB and half an hour
  python -m tests.bench.handout --databases sqlite --sizes 1000 10000
"""


@dataclass
class Bench:
    """A store of one size, and what its people's calls took, in seconds."""

    size: int
    url: str
    store: Store
    people: list[str]
    chance: Random
    take: list[float] = field(default_factory=list)
    submit: list[float] = field(default_factory=list)
    processor: float = 0.0  # of all calls, this process and PostgreSQL's together
    empty: int = 0
    _keys: Any = field(default_factory=count)

    @classmethod
    async def open(cls, url: str, size: int, active: dict[str, int]) -> "Bench":
        """Open a filled store as durably as any, as a janitor has it counted."""
        chance = Random(size)
        store = await Store.open(url, policy(active), chance=chance)
        await store.run(kept.keep, await store.read(shortage.count_active))
        everybody = await store.read(lambda tx: tx.execute(select(person.c.id).order_by(person.c.id)).scalars().all())
        return cls(size, url, store, chance.sample(list(everybody), min(len(everybody), 500)), chance)

    async def turn(self, tasks: int) -> int:
        """So many tasks, or nearly, where people often find nothing; how many were done."""
        usage, own, done = Usage(servers(self.url)), time.process_time(), 0
        for _ in range(2 * tasks):
            done += await self.work()
            if done == tasks:
                break
        self.processor += time.process_time() - own + usage.seconds()
        return done

    async def work(self) -> bool:
        """Somebody takes a task and answers it; False where there was none."""
        who = self.chance.choice(self.people)
        seconds, task = await self.timed(Take(who))
        if not isinstance(task, Task):
            self.empty += 1
            return False
        self.take.append(seconds)
        self.submit.append((await self.timed(self._answer(who, task)))[0])
        return True

    def forget(self) -> None:
        """Begin to measure anew."""
        self.take, self.submit, self.empty, self.processor = [], [], 0, 0.0

    async def timed(self, request: Act[Any]) -> tuple[float, Any]:
        """Seconds of a request, and its answer."""
        begun = time.perf_counter()
        answer = await EmbeddedLink(self.store).send(request, f"bench {next(self._keys)}")
        return time.perf_counter() - begun, answer

    @property
    def costs(self) -> tuple[float, float, float]:
        """Seconds of a take and of an answer, half of all taking longer, and of the processor for both."""
        return median(self.take), median(self.submit), self.processor / len(self.submit)

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


@asynccontextmanager
async def benches(grounds: Grounds, kind: str, sizes: Sequence[int]) -> AsyncIterator[list[Bench]]:
    """Filled stores of a kind."""
    async with AsyncExitStack() as stack:
        opened = []
        for size in sizes:
            url = stack.enter_context(grounds.fresh(kind, size))
            bench = await Bench.open(url, size, grounds.active_trees(size))
            stack.push_async_callback(bench.store.close)
            opened.append(bench)
        yield opened


async def take_turns(opened: list[Bench], tasks: int) -> None:
    """Measure so many tasks in each store."""
    for bench in opened:
        await bench.turn(WARM_UP)
        bench.forget()
    for _ in range(max(1, tasks // TURN)):
        for bench in opened:
            await bench.turn(TURN)


def ratios(opened: list[Bench]) -> list[tuple[float, float, float]]:
    """What take, answer and processor cost in each store, in terms of the first one."""
    first = opened[0].costs
    return [(a / first[0], b / first[1], c / first[2]) for a, b, c in (one.costs for one in opened)]


def section(found: dict[str, list[Bench]]) -> Section:
    """Costs by database and size, and how they compare with the smallest store."""
    rows, targets = [], []
    for kind, opened in found.items():
        for bench, ratio in zip(opened, ratios(opened), strict=True):
            cells = (f"{1e3 * cost:.2f} ({times:.2f})" for cost, times in zip(bench.costs, ratio, strict=True))
            rows.append((f"{kind}, {bench.size:,} trees", *cells, str(bench.empty)))
        last = ratios(opened)[-1]
        for what, times in (("hand-out", last[0]), ("answer", last[1])):
            told = f"{what}, {opened[-1].size:,} trees against {opened[0].size:,}, {kind}"
            targets.append(Target(told, f"≤ {AT_MOST}", f"{times:.2f}", times <= AT_MOST))
    columns = ("one person at a time", "take ms (×)", "answer ms (×)", "processor ms (×)", "found nothing")
    note = "Medians, and in brackets how many times that of the smallest store; processor time is the mean of a task's."
    return Section("Hand-out as the store grows", columns, rows, note, targets)


async def hand_out(plan: Plan) -> list[Section]:
    """The part of the report: every size against the smallest, or a single one against a tenth of it."""
    sizes = [size for size in plan.sizes if size]
    sizes = sizes if len(sizes) > 1 else [max(1, plan.largest // 10), plan.largest]
    return [section({kind: await _measured(plan.grounds, kind, sizes, 40 if plan.quick else TASKS) for kind in KINDS})]


async def _measured(grounds: Grounds, kind: str, sizes: Sequence[int], tasks: int) -> list[Bench]:
    async with benches(grounds, kind, sizes) as opened:
        await take_turns(opened, tasks)
    return opened


@dataclass(frozen=True)
class Throughput:
    """Tasks per second of one caller, of eight at once, and of a raw loop with the one's rows and commits."""

    alone: float
    together: float
    bare: float
    statements: float  # of one task
    commits: float


async def throughput(bench: Bench, tasks: int) -> Throughput:
    """Of a store in SQLite.

    Only the one caller is held against the raw loop: what several wait for is committed together, in fewer commits.
    """
    recording = raw.Recording()
    path = Path(str(make_url(bench.url).database))
    before = path.with_suffix(".before")
    raw.copy(path, before)
    await raw.listen(bench.store, recording)
    recording.statements.clear()
    done = await bench.turn(tasks)
    await raw.listen(bench.store, None)
    asked = [one for one in recording.statements if not one.startswith(raw.LIMITS)]
    bare = done / raw.replay(before, recording.writes)
    alone, together = await _rate(bench, tasks, 1), await _rate(bench, tasks, 8)
    return Throughput(alone, together, bare, len(asked) / done, recording.commits / done)


async def _rate(bench: Bench, tasks: int, at_once: int) -> float:
    start = time.perf_counter()
    done = sum(await asyncio.gather(*(bench.turn(tasks // at_once) for _ in range(at_once))))
    return done / (time.perf_counter() - start)


def tell(found: Section) -> None:
    """Print a section."""
    click.echo(f"\n{found.title}. {found.note}")
    for row in (found.columns, *found.rows):
        click.echo("  " + "".join(cell.ljust(42) if n == 0 else cell.rjust(18) for n, cell in enumerate(row)))
    for one in found.targets:
        click.echo(f"  {one.what}: {one.found}, wanted {one.wanted}{'' if one.holds else '  <-- NOT REACHED'}")


async def _run(sizes: Sequence[int], tasks: int, databases: Sequence[str]) -> None:
    with Grounds() as grounds:
        found = {}
        for kind in databases:
            async with benches(grounds, kind, sizes) as opened:
                await take_turns(opened, tasks)
                found[kind] = opened
                tell(section({kind: opened}))
                if kind == "sqlite":
                    _tell_throughput(await throughput(opened[0], tasks), opened[0].size)


def _tell_throughput(found: Throughput, size: int) -> None:
    click.echo(f"\n{size:,} trees in SQLite, durable:")
    click.echo(f"  {found.statements:.1f} statements and {found.commits:.1f} commits per task")
    share = found.alone / found.bare
    click.echo(f"  {found.alone:,.0f} tasks per second by one caller; {share:.2f} of a raw loop's {found.bare:,.0f}")
    click.echo(f"  {found.together:,.0f} tasks per second by eight at once, who share commits")


def main() -> None:
    """Read the command line and measure."""
    parser = ArgumentParser(
        prog="python -m tests.bench.handout",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="trees in each store (6600 66000)")
    parser.add_argument("--tasks", type=int, default=TASKS, help="tasks measured in each (%(default)s)")
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS, help="which ones (both)")
    given = parser.parse_args()
    asyncio.run(_run(given.sizes, given.tasks, given.databases))


if __name__ == "__main__":
    main()
