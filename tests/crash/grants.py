"""Is anything ever leased twice? `python -m tests.crash.grants --grants 100000` tries; `--help` tells what it takes.

Two processes of the store, each with its janitor, work on one PostgreSQL for a crowd of people. Their clocks go faster
than ours, so that leases end meanwhile, and not alike; one or the other is killed now and then, and comes back. The
database writes down each change of a lease; people write down what they were told; and both are compared at the end.
"""

import asyncio
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from random import Random

import click
from aiohttp import ClientSession

from bots.rehearse.check import check_holds
from core.service.survey import survey
from core.store.store import utc_now
from tests.crash.grant_book import Book, check_book
from tests.crash.grant_crowd import Crowd, Listening, Taker
from tests.crash.hours import Hours
from tests.crash.served import POLICY, Served
from tests.crash.watch import Watch, watching
from tests.fakes.exposition import Exposition
from tests.fakes.postgres import embedded_postgres

MOMENT = 0.05  # seconds between two looks at how far they are
RULES = replace(POLICY, max_active_trees=20, lease_minutes_review=1, lease_minutes_text=1)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Setting:
    """How much there is to do; `pace` and `ahead`, of the second clock, as in Hours."""

    grants: int
    people: int = 256
    in_flight: int = 64
    pace: float = 10.0
    ahead: float = 30.0
    kills: int = 0
    seed: int = 1


@dataclass
class Found:
    """What came of it."""

    book: Book = field(default_factory=Book)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    retried: int = 0
    deadlocks: int = 0
    changes: int = 0  # of leases that were looked at
    lapsed: int = 0


async def run(database_url: str, setting: Setting, tell: Tell = lambda line: None) -> Found:
    """Let a crowd work on an empty database with all tables, and look at everything afterwards."""
    hours, chance = Hours(utc_now(), setting.pace), Random(setting.seed)
    found = Found()
    async with AsyncExitStack() as stack:
        one = await Served.on(database_url, RULES, hours)
        watch = await stack.enter_async_context(watching(database_url))
        await stack.enter_async_context(one)
        other = Served(database_url, one.key, RULES, replace(hours, ahead=setting.ahead))
        await stack.enter_async_context(other)
        links = [_listening(found.book, stack, served) for served in (one, one, other, other)]
        people = [Taker(f"p{n}", links, found.book, Random(f"{setting.seed} {n}")) for n in range(setting.people)]
        crowd = Crowd(people, setting.in_flight, chance)
        await crowd.join()
        began, enough = time.monotonic(), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(crowd.work(enough))
            await _see_to_it(found, setting, (one, other), chance, tell)
            enough.set()
        found.seconds = time.monotonic() - began
        found.retried += await _retries(one) + await _retries(other)
        await one.kill()
        await other.kill()
        tell("Everything is looked at now.")
        await _look(found, one, watch)
    return found


def tell_of(found: Found, tell: Tell) -> None:
    """The figures in words."""
    book = found.book
    rate = len(book.grants) / found.seconds
    tell(f"{len(book.grants):,} grants in {found.seconds:.0f} s, {rate:.0f} a second; {found.lapsed:,} leases lapsed")
    tell(f"  {found.changes:,} changes of leases and {len(book.told):,} answers were looked at")
    tell(f"  {', '.join(f'{name} {number:,}' for name, number in sorted(book.counted.items()))}")
    tell(f"  {found.retried:,} transactions lost a race and were run again; {found.deadlocks:,} deadlocks were broken")
    tell(f"  told to clients that nobody should be told: {dict(book.faults) or 'nothing'}")
    tell(f"  wrong: {found.wrong[:10] or 'nothing'}{f', {len(found.wrong):,} in all' if found.wrong else ''}")


def _listening(book: Book, stack: AsyncExitStack, served: Served) -> Listening:
    link = Listening(served.url, served.key)
    link.book = book
    stack.push_async_callback(link.close)
    return link


async def _see_to_it(found: Found, setting: Setting, stores: tuple[Served, Served], chance: Random, tell: Tell) -> None:
    """Wait until there were enough grants, and kill one process or the other on the way."""
    turns = [setting.grants * (n + 1) // (setting.kills + 1) for n in range(setting.kills)]
    told, began = 0, time.monotonic()
    while (count := len(found.book.grants)) < setting.grants or turns:
        if turns and count >= turns[0]:
            turns.pop(0)
            served = stores[len(turns) % 2]
            found.retried += await _retries(served)
            await served.kill()
            await asyncio.sleep(chance.uniform(0, 1))
            await served.start()
            found.book.counted["kills"] += 1
        if count * 20 // setting.grants > told:
            told = count * 20 // setting.grants
            tell(f"{count:,} grants after {time.monotonic() - began:.0f} s, {dict(found.book.faults) or 'no fault'}")
        await asyncio.sleep(MOMENT)


async def _retries(served: Served) -> int:
    async with ClientSession() as session, session.get(f"{served.url}/metrics") as response:
        return int(Exposition(await response.text()).value("retries_total") or 0)


async def _look(found: Found, served: Served, watch: Watch) -> None:
    found.deadlocks = await watch.deadlocks()
    found.wrong += await watch.findings()
    found.changes, found.lapsed = watch.changes, await watch.lapsed()
    if await watch.granted() != {id: one.person_id for id, one in found.book.grants.items()}:
        found.wrong.append("what was handed out is not what people got")
    async with served.opened() as store:
        found.wrong += await store.read(check_book, found.book)
        found.wrong += map(str, await store.read(check_holds))
        found.wrong += map(str, await survey(store))


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.crash.grants", description=__doc__)
    parser.add_argument("--grants", type=int, default=20_000, help="how many there shall be (%(default)s)")
    parser.add_argument("--people", type=int, default=256, help="people altogether (%(default)s)")
    parser.add_argument("--in-flight", type=int, default=64, help="of whom so many wait for an answer (%(default)s)")
    parser.add_argument("--pace", type=float, default=10.0, help="seconds of the stores to one of ours (%(default)s)")
    parser.add_argument("--ahead", type=float, default=30.0, help="such seconds between their clocks (%(default)s)")
    parser.add_argument("--kills", type=int, default=0, help="how often a process is killed (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is left to chance (%(default)s)")
    return parser.parse_args()


def main() -> None:
    """Try, tell, and leave with 1 if anything was wrong."""
    setting = Setting(**vars(_arguments()))
    with embedded_postgres() as server, server.database() as url:
        found = asyncio.run(run(url, setting, click.echo))
    tell_of(found, click.echo)
    sys.exit(1 if found.wrong or found.book.faults else 0)


if __name__ == "__main__":
    main()
