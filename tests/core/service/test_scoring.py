import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import asyncpg
from sqlalchemy import select

from core.domain.person import Person
from core.domain.task import Ballot, Kind
from core.domain.tree import State
from core.link.requests import Halt, Remove, Resume, SubmitBallot
from core.store.tables import message, person, task
from tests.fakes.grove import ROUTE, SMALL, Grove


async def ranked(grove: Grove, *ballots: Ballot | None) -> tuple[str, list[str], list[Person]]:
    """A tree whose three answers were ranked by these ballots, its answers' ids in the order of writing, and authors.

    A ballot names the answers by their numbers.
    """
    grove.store.policy = replace(SMALL, rankings=len(ballots))
    writers = [await grove.join(name) for name in ("ben", "cleo", "dan")]
    tree_id = await grove.ripen(await grove.join("ada"), *writers)
    ids = [
        row.id
        for row in await grove.rows(select(message.c.id).where(message.c.parent_id == tree_id).order_by(message.c.text))
    ]
    for number, ballot in enumerate(ballots):
        who = await grove.join(f"ranker {number}")
        task = await grove.take(who, Kind.RANK_ASSISTANT_REPLIES)
        if ballot is not None:
            await grove.send(SubmitBallot(who.id, task.id, _named(ballot, ids), ROUTE))
    return tree_id, ids, writers


def order(*numbers: int, unacceptable: Iterable[int] = ()) -> Ballot:
    """A ballot by numbers, best first."""
    return Ballot(tuple((str(number),) for number in numbers), tuple(map(str, unacceptable)))


def _named(ballot: Ballot, ids: list[str]) -> Ballot:
    places = tuple(tuple(ids[int(number)] for number in place) for place in ballot.places)
    return Ballot(places, tuple(ids[int(number)] for number in ballot.unacceptable))


async def ranks(grove: Grove, ids: list[str]) -> list[tuple[int | None, bool]]:
    """The rank of each answer, and whether a majority would not have it."""
    rows = await grove.rows(select(message.c.id, message.c.rank, message.c.unacceptable))
    found = {row.id: (row.rank, row.unacceptable) for row in rows}
    return [found[one] for one in ids]


async def first_ranks(grove: Grove, people: list[Person]) -> list[int]:
    """How often each person's answers came first."""
    rows = await grove.rows(select(person.c.id, person.c.first_ranks))
    found = {row.id: row.first_ranks for row in rows}
    return [found[who.id] for who in people]


async def test_all_ballots_together_make_the_order(grove: Grove) -> None:
    tree_id, ids, writers = await ranked(grove, order(2, 0, 1), order(2, 1, 0), order(0, 2, 1))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    assert await ranks(grove, ids) == [(1, False), (2, False), (0, False)]
    assert await first_ranks(grove, writers) == [0, 0, 1]


async def test_what_most_find_unacceptable_is_marked_and_gets_no_rank(grove: Grove) -> None:
    _, ids, _ = await ranked(grove, order(0, 1, 2, unacceptable=[2]), order(1, 0, unacceptable=[2]), order(0, 1))
    assert await ranks(grove, ids) == [(0, False), (1, False), (None, True)]


async def test_what_nobody_places_gets_no_rank(grove: Grove) -> None:
    """D36: partial ballots are merged as they are; nothing is added to nothing."""
    _, ids, _ = await ranked(grove, order(0, 1), order(1, 0), order(1, 0))
    assert await ranks(grove, ids) == [(1, False), (0, False), (None, False)]


async def test_ballots_that_have_no_answer_in_common_are_merged_all_the_same(grove: Grove) -> None:
    """D36."""
    _, ids, _ = await ranked(grove, order(0, 1), order(1, 2), order(0, 1, 2))
    assert await ranks(grove, ids) == [(0, False), (1, False), (2, False)]


async def test_a_tree_that_is_scored_again_forgets_what_it_was_told_before(grove: Grove) -> None:
    tree_id, ids, writers = await ranked(grove, order(2, 0, 1))
    moderator = await grove.moderator()
    await grove.send(Remove(moderator.id, ids[2]))
    await grove.send(Halt(moderator.id, tree_id))
    await grove.send(Resume(moderator.id, tree_id))
    grove.store.policy = SMALL
    assert await grove.state(tree_id) is State.GROWING  # there is room for one more
    await grove.write(await grove.join("eve"), Kind.ASSISTANT_REPLY, "A new answer.")
    await grove.judge(await grove.join("judge"))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    assert await ranks(grove, ids) == [(0, False), (1, False), (None, False)]
    assert await first_ranks(grove, writers) == [1, 0, 0]
    assert await grove.findings() == []


async def test_whoever_finishes_a_tree_asks_for_the_language_before_the_authors_as_everybody_does(
    postgres_grove: Grove,
) -> None:
    grove = postgres_grove
    _, ids, writers = await ranked(grove, order(0, 1, 2), None)
    ranker = await grove.join("ranker 1")
    (row,) = await grove.rows(select(task.c.id).where(task.c.person_id == ranker.id, task.c.state == "held"))
    ballot = SubmitBallot(ranker.id, row.id, _named(order(0, 1, 2), ids), ROUTE)
    async with other_side(grove) as other:
        await other.execute("set local deadlock_timeout = '10ms'")
        await other.execute("select from language where lang = 'en' for update")
        ranking = asyncio.create_task(grove.send(ballot))
        while not await other.fetchval("select count(*) from pg_locks, pg_sleep(0.01) where not granted"):
            pass
        await other.execute("update person set contributions = contributions")  # as whoever hands in a prompt
    await ranking
    assert await first_ranks(grove, writers) == [1, 0, 0]


@asynccontextmanager
async def other_side(grove: Grove) -> AsyncIterator[Any]:
    """A transaction of somebody else on the same PostgreSQL database."""
    url = grove.store.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            yield connection
    finally:
        await connection.close()
