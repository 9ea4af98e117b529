"""`python -m tests.crash.failover`: the primary is killed under load, its standby takes over, and people go on."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from random import Random
from time import monotonic

import click
from sqlalchemy import select

from core.link.http import HttpLink
from core.store.tables import ballot, effect, message, review
from core.store.transaction import Transaction
from tests.crash.load import Ledger, load
from tests.crash.reckoning import ask_again, reckon
from tests.crash.served import Served
from tests.fakes.servers import Pair, pair

PEOPLE = 12
LEAST_ACTS, MOST_ACTS = 20, 80  # from one death to the next
LONGEST_ACT = 0.02  # seconds, so that kills hit every part of one
LONGEST_ABSENCE = 0.5  # seconds until somebody notices
LONGEST_SILENCE = 0.3  # seconds for which nothing reaches the standby before every other death


@dataclass(frozen=True)
class Death:
    """One change of primary: from the last answer of the one to the first of the other, in seconds, and all answers."""

    cut: bool  # whether commits waited for the standby, to which the line was cut, when it came
    without: float
    before: int
    after: int


@dataclass(frozen=True)
class Outcome:
    """What came of a run; nothing may be lost or doubled."""

    deaths: Sequence[Death]
    acknowledged: int
    refused: int
    away: int
    lost: int
    doubled: int


@asynccontextmanager
async def stores(url: str, count: int) -> AsyncIterator[tuple[Served, list[HttpLink]]]:
    """Processes on one database, and ways to each; the first one of them."""
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(await Served.on(url))
        others = [await stack.enter_async_context(Served(url, first.key)) for _ in range(count - 1)]
        links = [await stack.enter_async_context(one.links(2)) for one in (first, *others)]
        yield first, [link for pair in zip(*links, strict=True) for link in pair]


async def run(servers: Pair, deaths: int, seed: int, people: int = PEOPLE) -> Outcome:
    """Kill the primary so many times while people work on two stores; AssertionError where anything is not as told."""
    chance = Random(seed)
    with servers.database() as url:
        async with stores(url, 2) as (served, links):
            async with load(links, people, seed) as ledger:
                told = [await _die(servers, ledger, chance, cut=(number + seed) % 2 == 1) for number in range(deaths)]
            async with served.opened() as store:
                lost, doubled = await store.read(_lost, ledger), await store.read(_doubled)
                found = Outcome(
                    told,
                    len(ledger.acknowledged),
                    len(ledger.told) - len(ledger.acknowledged),
                    ledger.away,
                    lost,
                    doubled,
                )
                assert (lost, doubled) == (0, 0), found
                await ask_again(links[0], ledger)
                await reckon(store, ledger)
    return found


async def _die(servers: Pair, ledger: Ledger, chance: Random, *, cut: bool) -> Death:
    await ledger.hear(chance.randint(LEAST_ACTS, MOST_ACTS))
    await asyncio.sleep(chance.uniform(0, LONGEST_ACT))
    died = await change_primary(servers, chance, cut=cut)
    before = silent = len(ledger.told)
    await ledger.hear(1)
    without = monotonic() - died
    await ledger.hear(LEAST_ACTS)
    after = len(ledger.told) - silent
    await asyncio.to_thread(servers.rejoin)
    return Death(cut, without, before, after)


async def change_primary(servers: Pair, chance: Random, *, cut: bool) -> float:
    """Kill the one and let the other take over, some time after that; when it died."""
    if cut:
        servers.follower.suspend()
        await asyncio.sleep(chance.uniform(0, LONGEST_SILENCE))
    servers.leader.kill()
    died = monotonic()
    if cut:
        servers.follower.kill()  # what was under way to it is gone
        await asyncio.to_thread(servers.follower.start)
    await asyncio.sleep(chance.uniform(0, LONGEST_ABSENCE))
    await asyncio.to_thread(servers.take_over)
    return died


def _lost(tx: Transaction, ledger: Ledger) -> int:
    """Acts that were acknowledged, and of which nothing is left."""
    kept = set(tx.execute(select(effect.c.key)).scalars())
    return len(ledger.acknowledged.keys() - kept)


def _doubled(tx: Transaction) -> int:
    """Answers to one task that are there more than once."""
    counts = [Counter(tx.execute(select(table.c.task_id)).scalars()) for table in (message, review, ballot)]
    return sum(count - 1 for counted in counts for task_id, count in counted.items() if task_id is not None)


@click.command()
@click.option(
    "--deaths", type=click.IntRange(1), default=10, show_default=True, help="How often the primary is killed."
)
@click.option("--people", type=click.IntRange(1), default=PEOPLE, show_default=True, help="Who work meanwhile.")
@click.option("--seed", default=1, show_default=True, help="The moments of the deaths, and what people do.")
def main(deaths: int, people: int, seed: int) -> None:
    """Kill the primary under load, let its standby take over, and tell what came of it."""
    with pair() as servers:
        found = asyncio.run(run(servers, deaths, seed, people))
    click.echo(
        "| death | standby | seconds without a primary | answers before | answers after |\n|---:|---|---:|---:|---:|"
    )
    for number, death in enumerate(found.deaths, 1):
        state = "cut off, commits wait" if death.cut else "follows"
        click.echo(f"| {number} | {state} | {death.without:.2f} | {death.before} | {death.after} |")
    click.echo(
        f"\n{found.acknowledged} acknowledged, {found.refused} refused, {found.away} times away; "
        f"lost {found.lost}, doubled {found.doubled}; the survey finds nothing."
    )


if __name__ == "__main__":
    main()
