"""How many tasks a second go through the whole dialogue? People talk to it, desk and store are in SQLite.

Everything is there but a platform: a press or a text is kept in the desk, the step is taken, the request leaves by the
outbox, the answer comes back, the card is drawn. A task is all that its person does for it, from asking for work to the
receipt. The speed is held against a raw loop: bare `sqlite3`, the same rows in the same number of commits on the same
disk. One person alone is measured, and several at once, who share commits. `--help` tells what it takes.
"""

import asyncio
import time
from argparse import ArgumentParser
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.engine import make_url

from bots.desk.desk import Desk
from bots.dialogue.events import Event
from bots.dialogue.move import Terms
from bots.rehearse.crowd import Crowd
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.screen import NotOnScreen
from bots.rehearse.temper import Temper
from bots.rehearse.volunteer import Volunteer
from core.domain.person import Identity
from core.domain.task import Task
from core.link.embedded import EmbeddedLink
from core.store.store import Store
from tests.bench import raw
from tests.bench.grounds import Grounds, commits
from tests.bench.handout import tell
from tests.bench.report import Plan, Section
from tests.bench.stores import policy

SIZE, TASKS, AT_ONCE = 6_600, 400, (1, 8, 32)
WARM_UP = 10  # tasks of each person: the welcome, and practice
_PLATFORM = "bench"


class Talkers(Crowd):
    """People who wait for their own cards only, as they would on a platform."""

    async def hear(self, person: Volunteer, event: Event) -> None:
        """See Crowd."""
        locale = person.languages[0]
        await self.runner.handle(self.platform, person.name, locale, event, self._new_id(), person.name)
        await self.runner.settle(Identity(self.platform, person.name))


class Talkative(Improvisation):
    """Always knows something new to say."""

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self._numbers = count()

    def words(self, task: Task, who: str) -> str:
        """See Knowledge.words."""
        return f"What {who} says on {task.kind}, number {next(self._numbers)}, as long as people write. " * 4


@dataclass(frozen=True)
class Talk:
    """What was found with so many people at once: per second, and per task."""

    at_once: int
    tasks: float
    processor: float  # seconds
    statements: float
    commits: float  # of both files
    bare: float  # commits per second of the raw loop

    @property
    def share(self) -> float:
        """What of the time a raw loop with as many commits would have needed."""
        return self.tasks * self.commits / self.bare


class Scene:
    """Desk and store, and who talks there."""

    def __init__(self, store: Store, desk: Desk, paths: Sequence[Path], people: int) -> None:
        self._store, self._desk, self._paths = store, desk, paths
        numbers = count()
        link = EmbeddedLink(store)
        self._crowd = Talkers(desk, link, Terms(), Talkative(Random(1)), _PLATFORM, lambda: f"event-{next(numbers)}")
        self._people = [self._crowd.invite(f"talker-{n:02}", Temper.CAREFUL, ("en",), Random(n)) for n in range(people)]

    async def work(self, tasks: int) -> int:
        """Let everybody work at once until so many tasks are done; how many were."""
        before = self._crowd.ledger.answers
        await asyncio.gather(*(self._act(one, before + tasks) for one in self._people))
        return self._crowd.ledger.answers - before

    async def measure(self, tasks: int) -> Talk:
        """Measure so many tasks, and the same again with the statements taken down."""
        await self.work(WARM_UP * len(self._people))
        before, own, begun = self._commits(), time.process_time(), time.perf_counter()
        done = await self.work(tasks)
        seconds, processor, committed = time.perf_counter() - begun, time.process_time() - own, self._commits() - before
        statements, bare = await self._recorded(tasks)
        return Talk(len(self._people), done / seconds, processor / done, statements, committed / done, bare)

    async def close(self) -> None:
        """Let everybody go."""
        await self._crowd.runner.close()

    async def _act(self, person: Volunteer, enough: int) -> None:
        while self._crowd.ledger.answers < enough:
            try:
                await person.act()
            except NotOnScreen:
                await asyncio.sleep(0)

    def _commits(self) -> int:
        return sum(commits(f"sqlite:///{path}") for path in self._paths)

    async def _recorded(self, tasks: int) -> tuple[float, float]:
        """Statements of a task, and the commits per second of a raw loop that writes the same rows."""
        recordings = [raw.Recording() for _ in self._paths]
        copies = [path.with_suffix(".before") for path in self._paths]
        for path, copy in zip(self._paths, copies, strict=True):
            raw.copy(path, copy)
        await self._listen(recordings)
        done = await self.work(tasks)
        await self._listen([None, None])
        seconds = sum(raw.replay(copy, one.writes) for copy, one in zip(copies, recordings, strict=True))
        asked = [one for recording in recordings for one in recording.statements if not one.startswith(raw.LIMITS)]
        return len(asked) / done, sum(one.commits for one in recordings) / seconds

    async def _listen(self, recordings: Sequence[raw.Recording | None]) -> None:
        store, desk = recordings
        await raw.listen(self._store, store)

        def work(connection: Any) -> None:
            driver = connection.connection.driver_connection
            assert isinstance(driver, Connection)
            driver.set_trace_callback(None if desk is None else desk.statements.append)

        await self._desk.run(work)
        for one in (store, desk):
            if one is not None:
                one.statements.clear()


@asynccontextmanager
async def scene(grounds: Grounds, size: int, people: int) -> AsyncIterator[Scene]:
    """A filled store and an empty desk, as durable as in use."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="arboretum-bench-")))
        url = stack.enter_context(grounds.fresh("sqlite", size))
        store = await Store.open(url, policy(grounds.active_trees(size)), chance=Random(size))
        stack.push_async_callback(store.close)
        desk_path = folder / "desk.db"
        desk = await Desk.open(f"sqlite:///{desk_path}")
        stack.push_async_callback(desk.close)
        found = Scene(store, desk, (Path(str(make_url(url).database)), desk_path), people)
        stack.push_async_callback(found.close)
        yield found


async def measured(grounds: Grounds, size: int, tasks: int, at_once: Sequence[int]) -> list[Talk]:
    """What was found for each number of people, each on a store of its own."""
    found = []
    for people in at_once:
        async with scene(grounds, size, people) as one:
            found.append(await one.measure(tasks))
    return found


def section(found: Sequence[Talk], size: int) -> Section:
    """Speeds by how many people talk at once."""
    rows = [
        (
            f"{one.at_once} at once",
            f"{one.tasks:,.0f}",
            f"{one.share:.2f}",
            f"{1e3 * one.processor:.2f}",
            f"{one.statements:.1f}",
            f"{one.commits:.1f}",
            f"{one.bare:,.0f}",
        )
        for one in found
    ]
    columns = ("people", "tasks/s", "share", "processor ms", "statements", "commits", "raw commits/s")
    note = (
        f"Desk and store of {size:,} trees in SQLite; a task is all from asking for work to the receipt. The share is"
        " what a raw loop would need of the time for the same rows in as many commits on the same disk."
    )
    return Section("Through the dialogue with the embedded store", columns, rows, note)


async def dialogue(plan: Plan) -> list[Section]:
    """The part of the report: on the largest store."""
    size, tasks = (plan.largest, 40) if plan.quick else (plan.largest, TASKS)
    return [section(await measured(plan.grounds, size, tasks, AT_ONCE), size)]


def main() -> None:
    """Read the command line and measure."""
    parser = ArgumentParser(prog="python -m tests.bench.dialogue", description=__doc__)
    parser.add_argument("--trees", type=int, default=SIZE, help="in the store (%(default)s)")
    parser.add_argument("--tasks", type=int, default=TASKS, help="measured of each number of people (%(default)s)")
    parser.add_argument("--people", type=int, nargs="+", default=AT_ONCE, help="at once (1 8 32)")
    given = parser.parse_args()
    with Grounds() as grounds:
        found = asyncio.run(measured(grounds, given.trees, given.tasks, given.people))
    tell(section(found, given.trees))


if __name__ == "__main__":
    main()
