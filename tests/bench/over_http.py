"""The part of the report that is measured over HTTP: three ways to run a store, each empty and full."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

from core.domain.task import Kind
from tests.bench import pictures
from tests.bench.crowd import REQUEST, Stretch
from tests.bench.report import Plan, Section, Target, at_least, below, spread
from tests.bench.statements import Counted, count_apart
from tests.bench.stores import environment
from tests.bench.wire import Found, Setting, measure

USUAL, CROWDED = 16, 32  # at work at once: for tasks per second, and for how long somebody waits
# A store that has just started counts boards and statistics, a large one for seconds; it will do so every few hours.
FULL = Setting("", at_work=(USUAL, CROWDED, 64), seconds=4.0, warm_up=5.0)
QUICK = Setting("", at_work=(USUAL, CROWDED), seconds=0.8, warm_up=0.4)


@dataclass(frozen=True)
class Way:
    """A way to run a store."""

    name: str
    database: str
    processes: int


WAYS = (
    Way("SQLite, one process", "sqlite", 1),
    Way("PostgreSQL, one process", "postgresql", 1),
    Way("PostgreSQL, two processes", "postgresql", 2),
)
ON_TRIAL = (WAYS[2], WAYS[0])  # whose figures are held against the targets
DATABASES = tuple(dict.fromkeys(way.database for way in WAYS))
Case = tuple[Way, int]
Runs = Mapping[Case, list[Found]]


async def over_http(plan: Plan) -> list[Section]:
    """Measure, way by way and size by size, and again."""
    counted = await _counted(plan)
    runs = await _runs(plan)
    return [_speed(plan, runs), _profile(plan, runs, counted), _waiting(plan, runs), _kinds(plan, runs)]


async def _counted(plan: Plan) -> dict[tuple[str, int], Counted]:
    """What a task consists of; this also fills every store that the runs will copy."""
    found = {}
    for database, size in product(DATABASES, plan.sizes):
        with TemporaryDirectory() as folder, plan.grounds.fresh(database, size) as url:
            settings = environment(Path(folder), url, plan.grounds.active_trees(size))
            found[database, size] = await count_apart(settings, *((30, 15) if plan.quick else ()))
    return found


async def _runs(plan: Plan) -> Runs:
    """Ways and sizes take turns, so that a busy moment hits them alike."""
    cases = list(product(WAYS, plan.sizes))
    found: dict[Case, list[Found]] = {case: [] for case in cases}
    begun, total = time.monotonic(), plan.runs * len(cases)
    for number, (way, size) in enumerate(cases * plan.runs, 1):
        setting = replace(QUICK if plan.quick else FULL, database=way.database, trees=size, processes=way.processes)
        run = await measure(setting, plan.grounds)
        found[way, size].append(run)
        left = (time.monotonic() - begun) / number * (total - number) / 60
        speed = f"{run.stretches[0].per_second:,.0f} tasks per second"
        plan.say(f"{number} of {total}: {way.name}, {_trees(size)}: {speed}; {left:.0f} minutes left")
    return found


def _speed(plan: Plan, runs: Runs) -> Section:
    rows = []
    for (way, size), found in runs.items():
        rows.append(
            (
                f"{way.name}, {_trees(size)}",
                spread([_usual(one).per_second for one in found]),
                spread(_shares(runs, way, size), "{:.2f}"),
                spread([one.after_kill for one in found], "{:.1f}"),
                spread([one.memory for one in found]),
            )
        )
    return Section(
        f"Tasks per second over HTTP, {USUAL} people at work",
        ("", "tasks/s", "of the emptiest", "s to first task after kill -9", "MB at most in a process"),
        rows,
        "A task is a request, an acknowledgement and an answer. Empty and full stores are asked for about the same mix"
        " of tasks, and a full one stands at its limit of growing trees, so that each that ends draws another.",
        [target for way in ON_TRIAL for target in _targets(plan, runs, way)],
        [pictures.speeds(_by_way(plan, runs, lambda met: met.per_second), [_trees(size) for size in plan.sizes])],
    )


def _targets(plan: Plan, runs: Runs, way: Way) -> list[Target]:
    found, size = runs[way, plan.largest], plan.largest
    where = f"{way.name}, {_trees(size)}"
    crowded = [_with(one, CROWDED).percentile(REQUEST, 99) * 1000 for one in found]
    failed = sum(met.errors.total() for one in found for met in one.stretches)
    return [
        at_least(f"{where}: tasks/s", median(_usual(one).per_second for one in found), 150),
        at_least(f"{where}: share of an empty store's", median(_shares(runs, way, size)), 0.7, "{:.2f}"),
        below(f"{where}: p99 of a task request, {CROWDED} at work, ms", median(crowded), 250),
        below(f"{where}: first task after a restart, s", median(one.after_kill for one in found), 3, "{:.1f}"),
        below(f"{where}: memory of a process, MB", max(one.memory for one in found), 250),
        below(f"{where}: calls that failed", failed, 1),
    ]


def _profile(plan: Plan, runs: Runs, counted: Mapping[tuple[str, int], Counted]) -> Section:
    rows, bars = [], []
    for (way, size), found in runs.items():
        used = [
            median(1000 * _usual(one).per_task(_usual(one).processor[name]) for one in found)
            for name in ("people", "store", "database")
        ]
        bars.append((f"{way.name}, {_trees(size)}", used))
        rows.append(
            (
                f"{way.name}, {_trees(size)}",
                f"{counted[way.database, size].per_task:.1f}",
                spread([_usual(one).per_task(_usual(one).commits) for one in found], "{:.1f}"),
                *(f"{one:.1f}" for one in used),
                f"{sum(used):.1f}",
                _allowed(way, *used),
            )
        )
    return Section(
        "What a task costs",
        (
            "",
            "statements",
            "commits",
            "ms of people",
            "ms of stores",
            "ms of the database",
            "ms together",
            "tasks/s at most",
        ),
        rows,
        "Milliseconds are of processor time; what SQLite needs is part of the store's. The database itself counts its"
        " commits, the janitor's among them; on SQLite all that waits is committed at once. Statements are counted"
        " apart, one task after another; what only limits transactions is none. More tasks than the last column tells"
        " have no room on the processors, or in the store's processes; a busy machine changes it less than the others.",
        pictures=[pictures.costs(bars, ("people", "stores", "database"))],
    )


def _allowed(way: Way, people: float, store: float, database: float) -> str:
    """Tasks per second for which there is processor time, when each needs so many milliseconds."""
    if not store:
        return "–"  # a system that does not tell
    everywhere = (os.cpu_count() or 1) / (people + store + database)
    return f"{1000 * min(everywhere, way.processes / store):,.0f}"


def _waiting(plan: Plan, runs: Runs) -> Section:
    stages = [met.at_work for met in runs[WAYS[0], plan.sizes[0]][0].stretches]
    rows = []
    for (way, size), found in runs.items():
        cells = [
            spread([_with(one, at_work).percentile(REQUEST, percent) * 1000 for one in found])
            for at_work, percent in product(stages, (50, 99))
        ]
        rows.append((f"{way.name}, {_trees(size)}", *cells))
    lines = {
        way.name: [
            median(_with(one, n).percentile(REQUEST, 99) * 1000 for one in runs[way, plan.largest]) for n in stages
        ]
        for way in WAYS
    }
    return Section(
        "Milliseconds until somebody has a task",
        ("", *(f"p{percent}, {at_work} at work" for at_work, percent in product(stages, (50, 99)))),
        rows,
        pictures=[pictures.waits(lines, stages, _trees(plan.largest))],
    )


def _kinds(plan: Plan, runs: Runs) -> Section:
    """How far the mixes agree, and whether a kind has become dearer than the others."""
    columns, rows = [""], [[kind.value] for kind in Kind if any(_share(found, kind) for found in runs.values())]
    for way, size in product(WAYS, sorted({plan.sizes[0], plan.largest})):
        columns += [f"{_SHORT[way]}, {_trees(size)}: %", "ms"]
        for row in rows:
            times = _times(runs[way, size], Kind(row[0]))
            row += [
                f"{100 * _share(runs[way, size], Kind(row[0])):.0f}",
                f"{1000 * fmean(times):.0f}" if times else "–",
            ]
    note = f"Each kind's share of all tasks, and how long one takes on average, {USUAL} people at work."
    return Section("Kinds of task", columns, rows, note)


_SHORT = {WAYS[0]: "SQLite", WAYS[1]: "PostgreSQL", WAYS[2]: "PostgreSQL × 2"}


def _times(found: Sequence[Found], kind: Kind) -> list[float]:
    return [seconds for one in found for seconds in _usual(one).tasks.get(kind, ())]


def _share(found: Sequence[Found], kind: Kind) -> float:
    return len(_times(found, kind)) / max(1, sum(_usual(one).done for one in found))


def _shares(runs: Runs, way: Way, size: int) -> list[float]:
    """Of an empty store's tasks per second, round by round."""
    empty = min(known for one, known in runs if one == way)
    pairs = zip(runs[way, size], runs[way, empty], strict=True)
    return [_usual(one).per_second / max(1e-9, _usual(other).per_second) for one, other in pairs]


def _by_way(plan: Plan, runs: Runs, figure: Callable[[Stretch], float]) -> dict[str, list[list[float]]]:
    return {way.name: [[figure(_usual(one)) for one in runs[way, size]] for size in plan.sizes] for way in WAYS}


def _usual(found: Found) -> Stretch:
    return _with(found, USUAL)


def _with(found: Found, at_work: int) -> Stretch:
    return next(one for one in found.stretches if one.at_work == at_work)


def _trees(size: int) -> str:
    return f"{size:,} trees" if size else "empty"
