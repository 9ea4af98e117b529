"""A rehearsal from the first line to the last: an empty store, a crowd, a simulated day, and the look at what grew."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from random import Random
from time import perf_counter

from pydantic import SecretStr
from sqlalchemy import literal, select

from bots.desk.desk import Desk
from bots.dialogue.move import Terms
from bots.rehearse.check import check
from bots.rehearse.clock import START, SimulatedClock
from bots.rehearse.comparison import Difference, compare
from bots.rehearse.crowd import Crowd
from bots.rehearse.dataset import Dataset
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.regrowth import Regrowth
from bots.rehearse.rehearsal import HOLDER, Plan, Rehearsal
from bots.rehearse.report import Result
from bots.rehearse.summary import summarise, unfinished
from bots.rehearse.temper import Temper
from bots.rehearse.through import Backstage, opening
from bots.text.locale import Texts
from core.domain.person import Identity
from core.domain.policy import Policy
from core.export.fields import Fields
from core.export.form import Form
from core.export.lines import read_lines, text_of
from core.export.pseudonyms import Hidden, Pseudonyms
from core.export.published import PublishedTree
from core.export.reading import read_trees
from core.export.release import release
from core.export.selection import Selection
from core.export.trees import read_tree
from core.export.writing import json_lines
from core.link.embedded import EmbeddedLink
from core.link.http import HttpLink
from core.link.link import Link
from core.service import janitor
from core.service.recount import Finding
from core.store.store import Store, utc_now
from core.store.tables import person, tree
from core.store.transaction import Transaction

PLATFORM = "rehearsal"
MODERATOR = Identity(PLATFORM, "volunteer-01")
TERMS = Terms(version="rehearsal")
EVERYTHING = Selection(states=(), deleted=True, rejected=True, synthetic=True, trial=True)

Tick = Callable[[int, int | None], None]  # (done, of how much)


class NotEmpty(Exception):
    """The database holds something already, and a rehearsal would mix with it."""


@dataclass(frozen=True)
class Script:
    """What to rehearse, and what to do with it."""

    plan: Plan
    policy: Policy
    database_url: str
    desk_url: str
    durable: bool = False
    dataset: Dataset | None = None
    export: str | None = None
    compare: bool = False
    store_url: str | None = None  # of a central store over the same database; it runs by its own clock and policy
    store_key: SecretStr | None = None
    through: str | None = None  # a platform on which the people are; see bots.rehearse.through


async def rehearse(script: Script, tick: Tick = lambda done, total: None) -> Result:
    """Run a rehearsal on an empty store; raises NotEmpty for any other."""
    clock = SimulatedClock()
    time = clock if script.store_url is None else utc_now
    chance = Random(script.plan.seed)
    store = await Store.open(script.database_url, script.policy, clock=time, chance=chance, durable=script.durable)
    try:
        if await store.read(_holds_something):
            raise NotEmpty
        desk = await Desk.open(script.desk_url, clock=clock, durable=script.durable)
        try:
            return await _perform(script, store, desk, clock, tick)
        finally:
            await desk.close()
    finally:
        await store.close()


async def _perform(script: Script, store: Store, desk: Desk, clock: SimulatedClock, tick: Tick) -> Result:
    knowledge = _knowledge(script, clock)
    ids = count(1)
    async with _link(script, store) as link:
        platform, locales = script.through or PLATFORM, Texts().locales()
        crowd = Crowd(desk, link, TERMS, knowledge, platform, lambda: f"event-{next(ids)}", locales)
        async with _venue(script, crowd, clock):
            begun = perf_counter()
            clean = round_of(store) if script.store_url is None else _by_itself
            rehearsal = Rehearsal(crowd, clock, script.plan, script.policy, clean)
            progressed = partial(_progress, script.plan, knowledge, crowd, clock)
            await rehearsal.run(_finished(knowledge, store), lambda: tick(*progressed()))
            await crowd.runner.close()
            seconds = perf_counter() - begun
    present = [one.name for one in crowd.people.values() if one.temper is not Temper.ABSENT]
    return Result(
        await store.read(summarise, script.plan.languages, present),
        crowd.ledger,
        [*_faults(crowd), *await check(store, crowd.ledger)],
        await _write(script, store),
        seconds,
        (clock() - START) / timedelta(minutes=1),
    )


@asynccontextmanager
async def _venue(script: Script, crowd: Crowd, clock: SimulatedClock) -> AsyncIterator[None]:
    """Where the crowd is while the block runs: on the platform that the script names, if it names one."""
    if script.through is None:
        yield
        return
    async with opening(script.through)(Backstage(crowd, clock, script.plan.seed)) as crowd.venue:
        yield


def _faults(crowd: Crowd) -> list[Finding]:
    """What the venue has noted; to a finding's form."""
    noted = () if crowd.venue is None else crowd.venue.faults
    return [Finding(crowd.platform, "fault", fault, "none") for fault in noted]


@asynccontextmanager
async def _link(script: Script, store: Store) -> AsyncIterator[Link]:
    """The way to the store: in this process, or over HTTP to where the script says."""
    if script.store_url is None or script.store_key is None:
        yield EmbeddedLink(store, [MODERATOR])
        return
    link = HttpLink(script.store_url, script.store_key)
    try:
        await link.check()
        yield link
    finally:
        await link.close()


def round_of(store: Store) -> Callable[[], Awaitable[object]]:
    """The chores of a store in this process; nothing is ever away in a rehearsal, however fast its clock runs."""
    return partial(janitor.clean, store, HOLDER, silence=timedelta.max)


async def _by_itself() -> None:
    """A central store does its chores by itself."""


def _knowledge(script: Script, clock: SimulatedClock) -> Improvisation | Regrowth:
    chance = Random(f"{script.plan.seed} knowledge")
    if script.dataset is None:
        return Improvisation(chance)
    return Regrowth(script.dataset, clock, timedelta(minutes=script.policy.repeat_minutes), chance)


def _finished(knowledge: Improvisation | Regrowth, store: Store) -> Callable[[], Awaitable[bool]]:
    async def finished() -> bool:
        """Whether all that was to be written has grown to its end."""
        if isinstance(knowledge, Improvisation) or not knowledge.finished:
            return False
        return not knowledge.tree_ids & await store.read(unfinished)

    return finished


def _progress(
    plan: Plan, knowledge: Improvisation | Regrowth, crowd: Crowd, clock: SimulatedClock
) -> tuple[int, int | None]:
    if plan.tasks is not None:
        return crowd.ledger.answers, plan.tasks
    if plan.minutes is not None:
        return int((clock() - START) / timedelta(minutes=1)), int(plan.minutes)
    return knowledge.progress if isinstance(knowledge, Regrowth) else (crowd.ledger.answers, None)


async def _write(script: Script, store: Store) -> list[Difference] | None:
    """Write the export, if one is wanted, and compare it, if that is wanted."""
    if script.export is None:
        return None
    key = f"rehearsal {script.plan.seed}".encode()  # known to everybody, as these people are
    form = Form(Pseudonyms(Hidden.PEOPLE, key), labels=True, emojis=True)
    with json_lines(script.export) as output:
        await store.read(release, Selection(), form, output)
    if not script.compare or script.dataset is None:
        return None
    return compare(script.dataset, read_release(script.export), await store.read(_all_trees))


def read_release(source: str) -> list[PublishedTree]:
    """The trees of an export, as they are written there."""
    return [read_tree(Fields(json.loads(text_of(line)))) for _, line in read_lines(source)]


def _all_trees(tx: Transaction) -> list[PublishedTree]:
    found = read_trees(tx, EVERYTHING, Form(Pseudonyms(Hidden.NONE, b"")))
    return [one.tree for one in found if one.tree is not None]


def _holds_something(tx: Transaction) -> bool:
    return any(tx.execute(select(literal(1)).select_from(table).limit(1)).first() for table in (person, tree))
