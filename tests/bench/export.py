"""The part of the report about exports: `arboretum export`, as an operator runs it, at two sizes on both databases.

Every review answers all that is asked about a prompt here, and whoever reviewed a prompt gave it an emoji as well:
there is more to tell than in most collections.
"""

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import insert, literal, select, update

from core.domain.emoji import Emoji
from core.domain.labels import FULL_SET
from core.domain.task import Kind
from core.store.store import Store
from core.store.tables import reaction, review
from core.store.transaction import Transaction
from tests.bench.grounds import KINDS
from tests.bench.process import most_megabytes, processor_seconds
from tests.bench.report import Plan, Section, Target, below, spread
from tests.fakes.postgres import Postgres

TOLD = ("--labels", "--emojis", "--events")
EVERYTHING = ("--all-states", "--with-deleted", "--with-rejected", "--with-synthetic")
TAKEN = {"what is finished": (), "everything": EVERYTHING}
SECONDS, MEGABYTES, GROWTH = 20, 200, 1.3
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_ASKED = FULL_SET[Kind.LABEL_INITIAL_PROMPT]
_EVERY = 0.02  # seconds between two looks at the memory of the command


@dataclass(frozen=True)
class Export:
    """One run of the command."""

    seconds: float
    processor: float
    megabytes: float  # at most
    written: float  # megabytes


@dataclass(frozen=True)
class Case:
    """What is exported from where."""

    database: str
    taken: str
    trees: int


Runs = Mapping[Case, list[Export]]


async def exports(plan: Plan) -> list[Section]:
    """Measure at the largest size and at a tenth of it."""
    sizes = (plan.largest // 10, plan.largest)
    found: dict[Case, list[Export]] = {}
    for database, trees in product(KINDS, sizes):
        with plan.grounds.fresh(database, trees) as url:
            await _say_much(url)
            for taken, _ in product(TAKEN, range(plan.runs)):
                run = await export(url, *TOLD, *TAKEN[taken])
                found.setdefault(Case(database, taken, trees), []).append(run)
                plan.say(f"exported {taken} of {trees:,} trees from {_NAMES[database]} in {run.seconds:.1f} s")
    return [section(found, sizes)]


async def export(url: str, *options: str) -> Export:
    """Run the command and watch it."""
    with TemporaryDirectory(prefix="arboretum-bench-") as folder:
        target = Path(folder, "trees.jsonl")
        settings = os.environ | {"ARBORETUM_HOME": folder, "ARBORETUM_DATABASE_URL": url}
        words = (sys.executable, "-m", "bots", "export", str(target), *options)
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(*words, env=settings, stderr=asyncio.subprocess.PIPE)
        ended = asyncio.create_task(process.communicate())
        megabytes = processor = 0.0
        while not ended.done():
            megabytes = max(megabytes, most_megabytes(process.pid))
            processor = max(processor, processor_seconds(process.pid))
            await asyncio.wait([ended], timeout=_EVERY)
        _, explained = await ended
        assert process.returncode == 0, explained.decode()
        return Export(time.perf_counter() - begun, processor, megabytes, _size(target))


async def _say_much(url: str) -> None:
    store = await Store.open(url)
    await store.run(_all_labels_and_some_emojis)
    await store.close()
    if url.startswith("postgresql"):  # as its own housekeeping will have done by the time of an export
        Postgres(url).execute("vacuum (analyze)")


def _all_labels_and_some_emojis(tx: Transaction) -> None:
    tx.execute(update(review).values(labels={name: place % 5 / 4 for place, name in enumerate(_ASKED)}))
    keys = (review.c.tree_id, review.c.message_id, review.c.person_id)
    of_prompts = select(*keys, literal(Emoji.UP.value), review.c.created_at).where(keys[0] == keys[1])
    tx.execute(insert(reaction).from_select([*(key.name for key in keys), "emoji", "created_at"], of_prompts))


def section(found: Runs, sizes: tuple[int, int]) -> Section:
    """The table, and what it says about the targets."""
    few, many = sizes
    rows, targets = [], []
    for (database, taken), trees in product(product(KINDS, TAKEN), sizes):
        runs = found[Case(database, taken, trees)]
        rows.append(
            (
                f"{_NAMES[database]}, {taken}",
                f"{trees:,}",
                spread([one.seconds for one in runs], "{:.1f}"),
                spread([one.processor for one in runs], "{:.1f}"),
                spread([one.megabytes for one in runs]),
                f"{_memory(runs) / _memory(found[Case(database, taken, few)]):.2f}",
                f"{runs[-1].written:,.0f}",
            )
        )
    for database in KINDS:
        targets += _targets(found, database, few, many)
    columns = ("", "trees", "seconds", "of processor", "MB at most", "to a tenth", "MB written")
    note = (
        "`arboretum export` with labels, emojis and events, from its start to its end. Memory is that of the command;"
        " what PostgreSQL needs for its sorting is the server's."
    )
    return Section("Exports", columns, rows, note, targets)


def _targets(found: Runs, database: str, few: int, many: int) -> list[Target]:
    runs = found[Case(database, "everything", many)]
    growth = _memory(runs) / _memory(found[Case(database, "everything", few)])
    what = f"export of {many:,} trees with labels and all events, {_NAMES[database]}"
    return [
        below(f"{what}: seconds", median(one.seconds for one in runs), SECONDS, "{:.1f}"),
        below(f"{what}: MB at most", _memory(runs), MEGABYTES),
        below(f"{what}: memory to that at a tenth", growth, GROWTH, "{:.2f}"),
    ]


def _size(file: Path) -> float:
    return file.stat().st_size / 1e6


def _memory(runs: list[Export]) -> float:
    return max(one.megabytes for one in runs)
