"""D21-D29: what is answered counts once, whole, and for the right task.

The same over HTTP, with what only the wire can do wrong: test_over_the_wire.py.
"""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Connection, func, select, text

from core.domain.errors import BallotInvalid, LabelInvalid, TaskDone, TaskNotYours
from core.domain.task import Ballot, Kind, Task
from core.domain.tree import State
from core.link.requests import Report, SubmitBallot, SubmitReview, SubmitText, Take
from core.store.tables import ballot, message, reaction, remark, review
from tests.fakes.grove import GOOD, ROUTE, SMALL, SPAM, Grove


async def test_d21_a_ballot_and_what_follows_from_it_are_one(grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last ballot can't move its tree, the ballot isn't stored either, and may come again."""
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    tree_id = await grove.ripen(await grove.join("ada"), *writers)
    eve = await grove.join("eve")
    held = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    answer = SubmitBallot(eve.id, held.id, Ballot(tuple((one.message_id,) for one in held.replies)), ROUTE)
    with monkeypatch.context() as patch:
        patch.setattr("core.service.newsroom.finished", _stumble)
        with pytest.raises(LookupError):
            await grove.send(answer, "ballot")
    assert await grove.scalar(select(func.count()).select_from(ballot)) == 0
    assert await grove.state(tree_id) is State.RANKING
    assert (await grove.send(answer, "ballot")).count == 1
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT


def _stumble(*_: object) -> None:
    raise LookupError("in the middle of it")


async def test_d22_what_many_are_asked_each_of_them_can_answer(grove: Grove) -> None:
    """What many people are asked is many tasks, each one person's; all their reviews and ballots count."""
    grove.store.policy = replace(SMALL, reviews_prompt=4)
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    people = [await grove.join(f"person {n}") for n in range(4)]
    tasks = [await grove.take(who, Kind.LABEL_INITIAL_PROMPT) for who in people]
    assert len({one.id for one in tasks}) == 4
    assert {one.message_id for one in tasks} == {tasks[0].message_id}
    await asyncio.gather(*(grove.review(who, one) for who, one in zip(people, tasks, strict=True)))
    assert await grove.scalar(select(func.count()).select_from(review)) == 4
    assert await grove.state(str(tasks[0].tree_id)) is State.GROWING


async def test_d23_every_review_is_looked_at(grove: Grove) -> None:
    """There is one way to store a review, and it takes the verdict: none is lost undecided."""
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben = await grove.join("ben")
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(SubmitReview(ben.id, held.id, GOOD, ROUTE))
    found = select(message.c.reviews, message.c.verdict).where(message.c.id == held.message_id)
    assert [tuple(row) for row in await grove.rows(found)] == [(1, True)]


async def test_d23_a_report_is_no_review(grove: Grove) -> None:
    """What is said of a message outside of any task doesn't count among its reviews."""
    receipt = await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    await grove.send(Report((await grove.join("ben")).id, str(receipt.message_id), "", {"spam": 1.0}))
    assert await grove.scalar(select(message.c.reviews)) == 0


async def test_d24_a_slow_transaction_stalls_nobody_else(grove: Grove) -> None:
    """The event loop goes on while the database works: others read, and time ticks."""
    ada = await grove.join("ada")
    started = asyncio.Event()
    loop = asyncio.get_running_loop()
    slow = text("select pg_sleep(0.2)") if grove.store.database.url.drivername.startswith("postgresql") else _COUNT_LONG

    def work(connection: Connection) -> None:
        loop.call_soon_threadsafe(started.set)
        connection.execute(slow).all()

    busy = asyncio.create_task(grove.store.database.run(work))
    await started.wait()
    assert (await grove.store.read(lambda tx: tx.execute(select(func.count()).select_from(message)).scalar_one())) == 0
    assert not busy.done()
    await busy
    await grove.take(ada)


_COUNT_LONG = text(
    "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 600000)"
    " select count(*) from numbers"
)


async def test_d25_the_message_answered_is_the_tasks(grove: Grove) -> None:
    """An answer names its task and nothing else; replies that the task didn't show are refused."""
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    tree_id = await grove.ripen(await grove.join("ada"), *writers)
    eve = await grove.join("eve")
    held = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    with pytest.raises(BallotInvalid):
        await grove.rank(eve, held, held.replies[0].message_id, tree_id)


async def test_d26_a_task_is_its_owners_and_its_id_nobody_elses(grove: Grove) -> None:
    """Every answer checks the owner, and two tasks never share an id."""
    ada, ben = await grove.join("ada"), await grove.join("ben")
    found = await asyncio.gather(*(grove.send(Take(who.id)) for who in (ada, ben) for _ in range(5)))
    tasks = [one for one in found if isinstance(one, Task)]
    assert len({one.id for one in tasks}) == 10
    with pytest.raises(TaskNotYours):
        await grove.say(ben, tasks[0], "Mine!")


async def test_d27_a_lost_race_is_run_again_and_nobody_notices(grove: Grove) -> None:
    """Many who change one tree at the same moment all get their answers."""
    grove.store.policy = replace(SMALL, reviews_prompt=12)
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    people = [await grove.join(f"person {n}") for n in range(12)]
    tasks = await asyncio.gather(*(grove.take(who, Kind.LABEL_INITIAL_PROMPT) for who in people))
    receipts = await asyncio.gather(*(grove.review(who, one) for who, one in zip(people, tasks, strict=True)))
    assert sorted(one.count or 0 for one in receipts) == list(range(1, 13))
    assert await grove.findings() == []


async def test_d28_a_report_is_kept_and_a_second_one_replaces_its_words(grove: Grove) -> None:
    """Storing depends on nobody who is to be told."""
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await grove.send(Report(ben.id, tree_id, "rude", {"toxicity": 0.5}))
    await grove.send(Report(ben.id, tree_id, "on second thoughts: spam", {"spam": 1.0}))
    rows = await grove.rows(select(remark.c.text, remark.c.labels))
    assert [tuple(row) for row in rows] == [("on second thoughts: spam", {"spam": 1.0})]


async def test_d29_reports_at_the_same_moment_make_one(grove: Grove) -> None:
    """And those that follow work as ever."""
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await asyncio.gather(*(grove.send(Report(ben.id, tree_id, f"rude {n}")) for n in range(5)))
    await grove.send(Report(ben.id, tree_id, "still rude"))
    for table in (remark, reaction):
        assert await grove.scalar(select(func.count()).select_from(table)) == 1
    assert await grove.scalar(select(message.c.red_flags)) == 1
    assert await grove.findings() == []


async def test_a_refused_answer_says_why_and_the_right_one_still_counts(grove: Grove) -> None:
    """The retries of a client with a mistake in them never use a task up."""
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben = await grove.join("ben")
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    for _ in range(3):
        with pytest.raises(LabelInvalid):
            await grove.review(ben, held, SPAM | {"unheard of": 1.0})
    await grove.review(ben, held)
    with pytest.raises(TaskDone):
        await grove.review(ben, held)
    with pytest.raises(TaskDone):
        await grove.send(SubmitText(ben.id, held.id, "Why?", ROUTE))
