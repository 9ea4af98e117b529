import asyncio
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update

from core.domain.deed import Deed
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import CallMe, SetEnabled
from core.service import janitor
from core.service.janitor import ROUND_SECONDS, Round
from core.store.tables import language, task, tree
from core.store.transaction import Transaction
from tests.fakes.grove import Grove


async def test_leases_that_are_over_go_back_and_others_stay(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.take(ben, Kind.INITIAL_PROMPT)
    grove.clock.advance(minutes=30)
    held = await grove.take(cleo, Kind.ASSISTANT_REPLY)
    grove.clock.advance(minutes=30)
    assert await janitor.clean(grove.store, "one") == Round(lapsed=2)
    states = {row.id: row.state for row in await grove.rows(select(task.c.id, task.c.state))}
    assert states[held.id] == "held"
    assert sorted(states.values()).count("lapsed") == 2
    assert await grove.scalar(select(language.c.prompts_held)) == 0
    assert await grove.findings() == []


async def test_a_round_with_nothing_to_do_does_nothing(grove: Grove) -> None:
    for _ in range(2):
        assert await janitor.clean(grove.store, "one") == Round()


async def test_one_process_at_a_time_does_the_chores_and_another_takes_over(grove: Grove) -> None:
    holders = ("one", "two", "three")
    done = await asyncio.gather(*(janitor.clean(grove.store, holder) for holder in holders))
    (winner,) = [holder for holder, did in zip(holders, done, strict=True) if did is not None]
    other = "two" if winner != "two" else "one"
    assert await janitor.clean(grove.store, winner) == Round()
    assert await janitor.clean(grove.store, other) is None
    grove.clock.advance(ROUND_SECONDS)
    assert await janitor.clean(grove.store, other) == Round()
    assert await janitor.clean(grove.store, winner) is None


async def test_two_janitors_who_lapse_one_task_give_one_unit_back(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    held = await grove.take(await grove.join("ben"), Kind.ASSISTANT_REPLY)
    grove.clock.advance(minutes=61)
    lapsed = await asyncio.gather(*(grove.store.run(janitor.lapse, held.id) for _ in range(4)))
    assert sum(lapsed) == 1
    assert await grove.findings() == []


async def test_after_an_outage_deadlines_move_before_anything_lapses(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    held = [await grove.take(ben, kind) for kind in (Kind.ASSISTANT_REPLY, Kind.INITIAL_PROMPT)]
    await janitor.clean(grove.store, "one")
    grove.clock.advance(hours=5)
    assert await janitor.clean(grove.store, "two") == Round(moved=2)
    rows = {row.id: row for row in await grove.rows(select(task).where(task.c.state == "held"))}
    for one in held:
        assert rows[one.id].due_at == one.due_at + timedelta(hours=5)
        assert rows[one.id].closes_at - rows[one.id].created_at == timedelta(days=2, hours=5)
    assert await janitor.clean(grove.store, "two") == Round()
    grove.clock.advance(minutes=1)
    assert await janitor.clean(grove.store, "two") == Round()
    assert await grove.findings() == []


async def test_after_an_outage_one_process_moves_the_deadlines_once(grove: Grove) -> None:
    held = await grove.take(await grove.join("ben"), Kind.INITIAL_PROMPT)
    await janitor.clean(grove.store, "one")
    grove.clock.advance(hours=1)
    rounds = await asyncio.gather(*(janitor.clean(grove.store, holder) for holder in ("one", "two", "three")))
    assert [one for one in rounds if one is not None] == [Round(moved=1)]
    assert await grove.scalar(select(task.c.due_at)) == held.due_at + timedelta(hours=1)


async def test_regular_rounds_move_no_deadline(grove: Grove) -> None:
    held = await grove.take(await grove.join("ben"), Kind.INITIAL_PROMPT)
    for _ in range(30):
        assert await janitor.clean(grove.store, "one") == Round()
        grove.clock.advance(minutes=2)
    assert await grove.scalar(select(task.c.due_at)) == held.due_at
    assert await janitor.clean(grove.store, "one") == Round(lapsed=1)


async def test_a_long_round_is_no_silence(grove: Grove) -> None:
    ada = await grove.join("ada")
    await grove.take(ada, Kind.INITIAL_PROMPT)
    grove.clock.advance(minutes=59)
    await grove.take(ada, Kind.INITIAL_PROMPT)
    await janitor.clean(grove.store, "one", timedelta.max)
    grove.clock.advance(minutes=1)

    def dawdle(deeds: Sequence[Deed]) -> None:
        grove.clock.advance(minutes=3 * len(deeds))

    grove.store.watchers.append(dawdle)
    assert await janitor.clean(grove.store, "one") == Round(lapsed=1)
    assert await janitor.clean(grove.store, "one") == Round()


async def test_prompts_that_wait_are_drawn_where_a_place_was_left_free(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))

    def forget(tx: Transaction) -> None:
        tx.execute(update(tree).values(state=State.PROMPT_LOTTERY_WAITING))
        tx.execute(update(language).values(growing=0, waiting=1))

    await grove.store.run(forget)
    assert await janitor.clean(grove.store, "one") == Round(drawn=1)
    assert await grove.state(tree_id) is State.GROWING


async def test_only_calls_that_have_work_are_answered(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    for who in (ada, ben):
        await grove.send(CallMe(who.id, "en", Kind.LABEL_INITIAL_PROMPT))
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    assert await janitor.clean(grove.store, "one") == Round(called=1)  # her own prompt is no work for Ada


async def test_a_prompt_accepted_after_its_author_was_closed_out_does_not_wait_for_ever(grove: Grove) -> None:
    moderator, ada = await grove.moderator(), await grove.join("ada")
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.send(SetEnabled(moderator.id, ada.id, False))
    await grove.judge(await grove.join("judge"))
    assert await grove.state(str(receipt.message_id)) is State.PROMPT_LOTTERY_WAITING
    await janitor.clean(grove.store, "one")
    assert await grove.state(str(receipt.message_id)) is State.HALTED_BY_MODERATOR
    assert await grove.findings() == []
