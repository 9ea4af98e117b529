"""D1-D12: trees get neither stuck nor too big."""

import asyncio
from dataclasses import replace

from sqlalchemy import func, select, update

from core.domain.task import Kind, Task
from core.domain.tree import State
from core.link.requests import Availability, Halt, Remove, Report, Resume, Take
from core.service import janitor
from core.store.tables import message, tree
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, SPAM, Grove


async def test_d01_dead_parent(grove: Grove) -> None:
    """A prompt whose only reply is rejected, or whose only reply is deleted, is answered again."""
    tree_id = await grove.sprout(await grove.join("ada"))
    judge, cleo = await grove.join("judge"), await grove.join("cleo")
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "BUY NOW")
    await grove.judge(judge, SPAM)
    reply = await grove.write(cleo, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(judge)
    await grove.send(Remove((await grove.moderator()).id, str(reply.message_id)))
    task = await grove.take(await grove.join("dan"), Kind.ASSISTANT_REPLY)
    assert task.message_id == tree_id


async def test_d02_lottery_overshoot(grove: Grove) -> None:
    """However many requests come at once, no more trees grow than the policy allows."""
    grove.store.policy = replace(SMALL, max_active_trees=0)
    for n in range(4):
        await grove.sprout(await grove.join(f"author {n}"), f"Question {n}?")
    grove.store.policy = replace(SMALL, max_active_trees=1)
    people = [await grove.join(f"person {n}") for n in range(4)]
    draws = [grove.store.run(janitor.draw, "en") for _ in range(4)]
    await asyncio.gather(*draws, *(grove.send(Take(who.id)) for who in people))
    growing = select(func.count()).select_from(tree).where(tree.c.state == State.GROWING)
    assert await grove.scalar(growing) == 1


async def test_d03_write_skew(grove: Grove) -> None:
    """The last reviews of different messages, stored at the same moment, move the tree on."""
    tree_id = await grove.sprout(await grove.join("ada"))
    for n in range(3):
        await grove.write(await grove.join(f"writer {n}"), Kind.ASSISTANT_REPLY, f"Answer {n}.")
    reviewers = [await grove.join(f"reviewer {n}") for n in range(3)]
    tasks = [await grove.take(who, Kind.LABEL_ASSISTANT_REPLY) for who in reviewers]
    assert len({task.message_id for task in tasks}) == 3
    await asyncio.gather(*(grove.review(who, task) for who, task in zip(reviewers, tasks, strict=True)))
    assert await grove.state(tree_id) is State.RANKING


async def test_d04_nothing_to_rank(grove: Grove) -> None:
    """A tree that is full without two answers to compare is finished at once."""
    grove.store.policy = replace(SMALL, max_children=1, goal_size=3)
    tree_id = await grove.sprout(await grove.join("ada"))
    judge = await grove.join("judge")
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(judge)
    await grove.write(await grove.join("cleo"), Kind.PROMPTER_REPLY, "And sunsets?")
    await grove.judge(judge)
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT


async def test_d05_deletion_looks_at_the_tree_again(grove: Grove) -> None:
    """A deleted root frees the tree's place; a deleted last pending reply lets the tree move on."""
    moderator = await grove.moderator()
    first = await grove.sprout(await grove.join("ada"))
    await grove.send(Remove(moderator.id, first))
    assert await grove.state(first) is State.HALTED_BY_MODERATOR
    grove.clock.advance(hours=3)
    grove.store.policy = replace(SMALL, goal_size=5)  # the tree is born with room for one more
    second = await grove.ripen(await grove.join("eve"), *[await grove.join(f"writer {n}") for n in range(3)])
    pending = await grove.write(await grove.join("fay"), Kind.PROMPTER_REPLY, "And sunsets?")
    grove.store.policy = replace(SMALL, prompter_replies=0)
    await grove.send(Remove(moderator.id, str(pending.message_id)))
    assert await grove.state(second) is State.RANKING


async def test_d06_a_rejected_prompt_goes_on(grove: Grove) -> None:
    """What a moderator lets go on goes on: by decree, not by reviews that nobody can give."""
    prompt = await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "An odd prompt.")
    await grove.judge(await grove.join("judge"), SPAM)
    await grove.send(Resume((await grove.moderator()).id, str(prompt.message_id)))
    assert await grove.state(str(prompt.message_id)) is State.GROWING


async def test_d07_a_late_review_moves_no_stopped_tree(grove: Grove) -> None:
    """A review that was begun before a tree was halted does not abort it, nor revive it."""
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben = await grove.join("ben")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(Halt((await grove.moderator()).id, str(task.tree_id)))
    outcome = await asyncio.gather(grove.review(ben, task, SPAM), return_exceptions=True)
    assert isinstance(outcome[0], Exception)
    assert await grove.state(str(task.tree_id)) is State.HALTED_BY_MODERATOR


async def test_d08_goal_overshoot_and_over_review(grove: Grove) -> None:
    """However many ask, a tree gets no more replies than its goal and a message no more reviews than it wants."""
    grove.store.policy = replace(SMALL, reviews_reply=2, max_children=10)
    tree_id = await grove.sprout(await grove.join("ada"))
    people = [await grove.join(f"person {n}") for n in range(8)]
    for kind in (Kind.ASSISTANT_REPLY, Kind.LABEL_ASSISTANT_REPLY):
        found = await asyncio.gather(*(grove.send(Take(who.id, kind)) for who in people))
        for who, task in zip(people, found, strict=True):
            if isinstance(task, Task):
                await (grove.review(who, task) if task.labels else grove.say(who, task, f"{who.name} says so."))
    rows = await grove.rows(select(message.c.reviews).where(message.c.parent_id == tree_id))
    assert len(rows) == 3
    assert all(row.reviews <= 2 for row in rows)
    assert await grove.findings() == []


async def test_d09_one_unfinished_reply_blocks_one_place_only(grove: Grove) -> None:
    """A parent that wants three replies can be held by three people."""
    await grove.sprout(await grove.join("ada"))
    for n in range(3):
        await grove.take(await grove.join(f"writer {n}"), Kind.ASSISTANT_REPLY)
    assert (await grove.send(Availability((await grove.join("late")).id, "en")))[Kind.ASSISTANT_REPLY] == 0


async def test_d10_a_reply_has_the_language_of_its_tree(grove: Grove) -> None:
    """Whatever else its author speaks."""
    ada, ben = await grove.join("ada", "de"), await grove.join("ben", "en", "de")
    await grove.sprout(ada, "Warum ist der Himmel blau?", "de")
    receipt = await grove.write(ben, Kind.ASSISTANT_REPLY, "Because of the air.")
    assert await grove.scalar(select(message.c.lang).where(message.c.id == receipt.message_id)) == "de"
    assert (await grove.send(Availability(ada.id, "de")))[Kind.LABEL_ASSISTANT_REPLY] == 1


async def test_d11_the_share_of_full_reviews_stays_as_configured(grove: Grove) -> None:
    """Building a task changes no setting."""
    before = grove.store.policy
    await grove.sprout(await grove.join("ada"))
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.take(await grove.join("cleo"), Kind.LABEL_ASSISTANT_REPLY)
    assert grove.store.policy == before == SMALL


async def test_d12_a_waiting_prompt_has_not_ended(grove: Grove) -> None:
    """An accepted prompt that waits for the lottery wakes no tree of the backlog."""
    resting = await grove.ripen(await grove.join("ada"), *[await grove.join(f"writer {n}") for n in range(3)])

    def rest(tx: Transaction) -> None:
        tx.execute(update(tree).where(tree.c.id == resting).values(state=State.BACKLOG_RANKING))

    await grove.store.run(rest)
    grove.store.policy = replace(SMALL, backlog_probability=1.0, max_active_trees=0)
    waiting = await grove.sprout(await grove.join("eve"), "How?")
    assert (await grove.state(waiting), await grove.state(resting)) == (
        State.PROMPT_LOTTERY_WAITING,
        State.BACKLOG_RANKING,
    )
    assert not State.PROMPT_LOTTERY_WAITING.terminal


async def test_d15_what_a_refused_request_has_to_do_with_moderation_is_nothing(grove: Grove) -> None:
    """A flag takes effect in the transaction that raises it, whoever asks for what afterwards."""
    receipt = await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "rude words")
    for n in range(4):
        await grove.send(Report((await grove.join(f"person {n}")).id, str(receipt.message_id)))
    assert await grove.state(str(receipt.message_id)) is State.ABORTED_LOW_GRADE
