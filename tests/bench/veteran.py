"""How long does somebody search who has done nearly all there is? Touches are planted, and takes measured.

In the busiest language one person has touched nine tenths of all openings, by chance; another one all but those at the
end of the order in which openings are searched, so that what is left lies behind a long run of what is known; a third
one everything. They take tasks in turns with people who have hardly done anything, on the same stores, by the kinds of
which there are most openings. `python -m tests.bench.veteran --help` tells what it takes.
"""

import asyncio
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import ColumnElement, Integer, cast, func, insert, select, true

from core.domain.task import Kind, Task
from core.link.requests import Agree, Join, Take
from core.store.tables import language, opening, touch
from core.store.transaction import Transaction
from tests.bench.grounds import KINDS, Grounds
from tests.bench.handout import Bench, benches, tell
from tests.bench.report import Plan, Section, Target

SIZES = (6_600, 66_000)
TAKES = 100
AT_MOST = 3  # times what the others' takes take
MOST_KINDS = 3
LAYOUTS: dict[str, ColumnElement[bool]] = {
    "nine tenths by chance": cast(opening.c.shuffle * 1_000_000, Integer) % 10 < 9,
    "all but the last tenth": opening.c.shuffle < 0.9,
    "everything": true(),
}
EVERYTHING = "everything"
NEARLY = tuple(layout for layout in LAYOUTS if layout != EVERYTHING)


@dataclass
class Veterans:
    """One store, and the seconds of takes by those who took: the others, and people by what they have touched."""

    database: str
    size: int
    others: list[float] = field(default_factory=list)
    takes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    first_empty: float = 0.0  # seconds until somebody who has done everything heard so for the first time

    def ratio(self, layout: str) -> float:
        """How many times as long as the others' such a person's takes take, half of all taking longer."""
        return median(self.takes[layout]) / median(self.others)


async def measure(bench: Bench, database: str, takes: int = TAKES) -> Veterans:
    """Plant and measure."""
    lang = await bench.store.read(_busiest)
    kinds = await bench.store.read(_kinds, lang)
    people = {layout: await _plant(bench, lang, layout) for layout in LAYOUTS}
    other = await _person(bench, lang, "newcomer")
    found = Veterans(database, bench.size)
    for kind in kinds:
        found.first_empty = max(found.first_empty, await _empty(bench, people[EVERYTHING], kind, lang))
    for number in range(takes):
        kind = kinds[number % len(kinds)]
        await _note(bench, found.others, other, kind, lang)
        for layout, person_id in people.items():
            if layout == EVERYTHING:
                found.takes[layout].append(await _empty(bench, person_id, kind, lang))
            else:
                await _note(bench, found.takes[layout], person_id, kind, lang)
    return found


async def _note(bench: Bench, times: list[float], person_id: str, kind: Kind, lang: str) -> None:
    """Note what a take takes; in a small store even the last tenth is taken at some time."""
    seconds, task = await bench.timed(Take(person_id, kind, lang))
    if isinstance(task, Task):
        times.append(seconds)


async def _empty(bench: Bench, person_id: str, kind: Kind, lang: str) -> float:
    seconds, task = await bench.timed(Take(person_id, kind, lang))
    assert not isinstance(task, Task), "what is touched was handed out"
    return seconds


async def _person(bench: Bench, lang: str, name: str) -> str:
    joined = (await bench.timed(Join("bench", name, name)))[1]
    await bench.timed(Agree(joined.id, "1", (lang,)))
    return str(joined.id)


async def _plant(bench: Bench, lang: str, layout: str) -> str:
    """Somebody who has touched what a layout says."""
    person_id = await _person(bench, lang, layout)
    keys = (opening.c.tree_id, opening.c.message_id, opening.c.kind)

    def plant(tx: Transaction) -> None:
        rows = tx.execute(select(*keys).where(opening.c.lang == lang, LAYOUTS[layout])).all()
        if rows:
            names = ("tree_id", "message_id", "kind")
            tx.execute(insert(touch), [dict(zip(names, row, strict=True)) | {"person_id": person_id} for row in rows])

    await bench.store.run(plant)
    return person_id


def _busiest(tx: Transaction) -> str:
    """The language with most growing trees."""
    return str(tx.execute(select(language.c.lang).order_by(language.c.growing.desc()).limit(1)).scalar_one())


def _kinds(tx: Transaction, lang: str) -> list[Kind]:
    """The kinds with most openings."""
    counted = select(opening.c.kind).where(opening.c.lang == lang, opening.c.leased < opening.c.wanted)
    most = counted.group_by(opening.c.kind).order_by(func.count().desc()).limit(MOST_KINDS)
    return [Kind(kind) for kind in tx.execute(most).scalars()]


def section(found: Sequence[Veterans]) -> Section:
    """Takes by database, size and layout, and how they compare with the others'."""
    rows, targets = [], []
    for one in found:
        where = f"{one.database}, {one.size:,} trees"
        cells = [f"{1e3 * median(one.takes[layout]):.2f} ({one.ratio(layout):.1f})" for layout in LAYOUTS]
        rows.append((where, f"{1e3 * median(one.others):.2f}", *cells, f"{1e3 * one.first_empty:.1f}"))
        longest = max(map(one.ratio, NEARLY))
        targets.append(Target(f"take of a veteran, {where}", f"≤ {AT_MOST}", f"{longest:.1f}", longest <= AT_MOST))
    columns = ("what was touched", "hardly anything", *LAYOUTS, "everything, at first")
    note = (
        "Milliseconds of a take, and in brackets how many times a newcomer's; whoever has touched everything hears that"
        " there is nothing."
    )
    return Section("The search of somebody who has done nearly everything", columns, rows, note, targets)


async def veterans(plan: Plan) -> list[Section]:
    """The part of the report: the largest size on both databases."""
    return [section(await measured(plan.grounds, (plan.largest,), 20 if plan.quick else TAKES))]


async def measured(
    grounds: Grounds, sizes: Sequence[int], takes: int, databases: Sequence[str] = KINDS
) -> list[Veterans]:
    """What was found by database and size."""
    found = []
    for kind in databases:
        async with benches(grounds, kind, sizes) as opened:
            found += [await measure(bench, kind, takes) for bench in opened]
    return found


def main() -> None:
    """Read the command line and measure."""
    parser = ArgumentParser(prog="python -m tests.bench.veteran", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="trees in each store (6600 66000)")
    parser.add_argument("--takes", type=int, default=TAKES, help="takes measured of each person (%(default)s)")
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS, help="which ones (both)")
    given = parser.parse_args()
    with Grounds() as grounds:
        found = asyncio.run(measured(grounds, given.sizes, given.takes, given.databases))
    tell(section(found))


if __name__ == "__main__":
    main()
