from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, update

from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Halt
from core.service import backlog
from core.service.forest import look
from core.store.tables import tree
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, Grove


async def with_backlog(grove: Grove, rankable: int = 1, bare: int = 0) -> list[str]:
    """Trees that wait for their ranking, as an import leaves them, and some in which there is nothing to rank."""
    writers = [await grove.join(name) for name in ("ben", "cleo", "dan")]
    ada = await grove.join("ada")
    trees = []
    for number in range(rankable):
        grove.clock.advance(hours=3)
        tree_id = await grove.ripen(ada, *writers)
        assert await grove.state(tree_id) is State.RANKING, number
        trees.append(tree_id)
        await to_backlog(grove, [tree_id])
    for number in range(bare):
        grove.clock.advance(hours=3)
        tree_id = await grove.sprout(ada, f"Bare {number}?")
        await to_backlog(grove, [tree_id])
        trees.insert(0, tree_id)
    return trees


async def to_backlog(grove: Grove, ids: Sequence[str]) -> None:
    """Set trees aside."""

    def work(tx: Transaction) -> None:
        tx.execute(update(tree).where(tree.c.id.in_(ids)).values(state=State.BACKLOG_RANKING))

    await grove.store.run(work)


async def finish_one(grove: Grove, number: int = 0) -> None:
    """A tree at work comes to its end."""
    who = await grove.join("author of another")
    receipt = await grove.write(who, Kind.INITIAL_PROMPT, f"Another {number}?")
    await grove.send(Halt((await grove.moderator()).id, str(receipt.message_id)))


async def test_a_tree_that_ends_wakes_one_that_waits(grove: Grove) -> None:
    (waiting,) = await with_backlog(grove)
    grove.store.policy = replace(SMALL, backlog_probability=1.0)
    await finish_one(grove)
    assert await grove.state(waiting) is State.RANKING
    await grove.take(await grove.join("eve"), Kind.RANK_ASSISTANT_REPLIES)


async def test_trees_without_anything_to_rank_are_given_up_on_the_way(grove: Grove) -> None:
    *bare, waiting = await with_backlog(grove, 1, bare=2)
    grove.store.policy = replace(SMALL, backlog_probability=1.0)
    await finish_one(grove)
    assert await grove.state(waiting) is State.RANKING
    assert {await grove.state(one) for one in bare} <= {State.ABORTED_LOW_GRADE, State.BACKLOG_RANKING}


async def test_only_an_end_rolls_the_dice_an_accepted_prompt_does_not(grove: Grove) -> None:
    """D12: a prompt that waits for the lottery has not ended."""
    (waiting,) = await with_backlog(grove)
    grove.store.policy = replace(SMALL, backlog_probability=1.0, max_active_trees=0)
    grove.clock.advance(hours=3)
    prompt = await grove.sprout(await grove.join("fay"), "Will I wake one?")
    assert await grove.state(prompt) is State.PROMPT_LOTTERY_WAITING
    assert await grove.state(waiting) is State.BACKLOG_RANKING


async def test_the_chance_is_as_the_policy_says(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    await with_backlog(grove)
    grove.store.policy = replace(SMALL, backlog_probability=0.3)

    def rolled(tx: Transaction) -> bool:
        return any(True for _ in backlog.wake(tx, "en"))

    woken = Counter([await grove.store.run(rolled) for _ in range(300)])
    assert 60 <= woken[True] <= 120


async def test_while_too_few_rankings_are_open_another_is_woken_for_certain(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    (waiting,) = await with_backlog(grove)
    grove.store.policy = replace(SMALL, backlog_probability=0.0, min_active_rankings=100)
    await finish_one(grove)
    assert await grove.state(waiting) is State.RANKING


async def test_without_a_backlog_nothing_happens(sqlite_grove: Grove) -> None:
    sqlite_grove.store.policy = replace(SMALL, backlog_probability=1.0)
    await finish_one(sqlite_grove)
    (found,) = await sqlite_grove.rows(select(tree.c.id, tree.c.state))
    assert found.state == State.HALTED_BY_MODERATOR
    assert await sqlite_grove.store.run(look, found.id) is not None
