"""What is purged has never been, and what is left goes on."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from core.domain.errors import NotAPerson, PersonDisabled
from core.domain.person import Identity, NewsKind, Person
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Availability, FetchNews, Join, Report, SetEnabled, Take
from core.service import curate, directory, purge
from core.service.excision import Cut
from core.store.tables import (
    HOUSE,
    alias,
    ballot,
    flagged_message,
    language,
    message,
    news,
    opening,
    person,
    review,
    revision,
    task,
    tree,
)
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, SPAM, Grove
from tests.fakes.hamlet import Hamlet, orphans, traces

NOBODY = "00000000-0000-4000-8000-000000000000"


async def purged(grove: Grove, who: Person, *, ban: bool = False) -> Cut:
    """Purge on behalf of nobody in particular; what is derived must be true afterwards."""
    cut = await grove.store.run(purge.purge, NOBODY, who.id, ban=ban)
    assert await grove.findings() == []
    assert await orphans(grove) == {}
    return cut


async def purged_texts(
    grove: Grove, who: Person, prompts: bool = False, since: datetime | None = None, until: datetime | None = None
) -> Cut:
    cut = await grove.store.run(purge.purge_texts, NOBODY, who.id, prompts=prompts, since=since, until=until)
    assert await grove.findings() == []
    assert await orphans(grove) == {}
    return cut


async def texts(grove: Grove) -> list[str]:
    return [row.text for row in await grove.rows(select(message.c.text).order_by(message.c.created_at, message.c.id))]


@pytest.mark.parametrize("seed", [4, 5])
async def test_after_a_purge_nothing_is_left_but_the_account(grove: Grove, seed: int) -> None:
    hamlet = Hamlet(grove, seed)
    people = await hamlet.settle()
    await hamlet.bustle(100)
    gone, left = people[0], people[1]
    await purged(grove, gone, ban=bool(seed % 2))
    found = await traces(grove, gone.id)
    assert set(found) <= {"person.id", "identity.person_id", "audit.subject", "audit.person_id"}
    hamlet.people.remove(gone)
    await hamlet.bustle(60)
    await purged_texts(grove, left, prompts=bool(seed % 2))
    await hamlet.bustle(40)
    assert await grove.findings() == []


async def test_a_tree_goes_with_the_prompt_it_grew_from(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.ripen(ada, ben, await grove.join("cleo"))
    kept = await grove.sprout(ben, "How?")
    cut = await purged(grove, ada)
    assert (cut.trees, cut.messages) == (1, 3)
    assert await texts(grove) == ["How?"]
    assert [row.id for row in await grove.rows(select(tree.c.id))] == [kept]
    assert await grove.scalar(select(person.c.contributions).where(person.c.id == ben.id)) == 1


async def test_a_reply_goes_with_what_was_built_on_it_and_the_tree_asks_for_another(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, goal_size=6)
    ben, judge = await grove.join("ben"), await grove.join("judge")
    tree_id = await grove.ripen(await grove.join("ada"), ben, await grove.join("cleo"))
    await grove.write(await grove.join("dan"), Kind.PROMPTER_REPLY, "And then?")
    await grove.judge(judge)
    await grove.write(await grove.join("eve"), Kind.PROMPTER_REPLY, "Really?")
    await grove.judge(judge)
    cut = await purged(grove, ben)
    assert (cut.trees, cut.messages) == (0, 2)
    assert len(await texts(grove)) == 3
    assert await grove.state(tree_id) is State.GROWING
    assert await grove.scalar(select(opening.c.wanted).where(opening.c.message_id == tree_id)) == 2


async def test_ballots_that_placed_a_reply_are_dropped_and_may_be_cast_again(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, rankings=2)
    ben, eve, fay = [await grove.join(name) for name in ("ben", "eve", "fay")]
    tree_id = await grove.ripen(await grove.join("ada"), ben, await grove.join("cleo"), await grove.join("dan"))
    await grove.rank(eve, await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES))
    held = await grove.take(fay, Kind.RANK_ASSISTANT_REPLIES)
    await purged(grove, ben)
    assert await grove.state(tree_id) is State.GROWING
    assert await grove.rows(select(ballot.c.person_id)) == []
    assert await grove.rows(select(task.c.id).where(task.c.id == held.id)) == []
    heard = [one for one in await grove.send(FetchNews("test")) if one.kind is NewsKind.REMOVED]
    assert [one.person_id for one in heard] == [fay.id]
    await grove.write(await grove.join("gus"), Kind.ASSISTANT_REPLY, "Another answer.")
    await grove.judge(await grove.join("judge"))
    assert await grove.state(tree_id) is State.RANKING
    for who in (eve, fay):
        again = await grove.take(who, Kind.RANK_ASSISTANT_REPLIES)
        assert len(again.replies) == 3
        await grove.rank(who, again)
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT


async def test_ballots_that_never_placed_it_stay(grove: Grove) -> None:
    """A rejected reply was in nobody's ballot: its going moves nothing."""
    grove.store.policy = replace(SMALL, rankings=2)
    spammer, eve = await grove.join("spammer"), await grove.join("eve")
    tree_id = await grove.sprout(await grove.join("ada"))
    await grove.write(spammer, Kind.ASSISTANT_REPLY, "BUY NOW")
    await grove.judge(await grove.join("judge"), SPAM)
    for name in ("ben", "cleo", "dan"):
        await grove.write(await grove.join(name), Kind.ASSISTANT_REPLY, f"Says {name}.")
    await grove.judge(await grove.join("judge"))
    await grove.rank(eve, await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES))
    assert (await purged(grove, spammer)).messages == 1
    assert await grove.state(tree_id) is State.RANKING
    assert await grove.scalar(select(message.c.ballots).where(message.c.id == tree_id)) == 1


async def test_a_finished_tree_that_lost_a_reply_grows_again(grove: Grove) -> None:
    ben, eve = await grove.join("ben"), await grove.join("eve")
    tree_id = await grove.ripen(await grove.join("ada"), ben, await grove.join("cleo"), await grove.join("dan"))
    await grove.rank(eve, await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    await purged(grove, ben)
    assert await grove.state(tree_id) is State.GROWING
    rows = await grove.rows(select(message.c.rank).where(message.c.parent_id == tree_id))
    assert sorted(row.rank for row in rows) == [0, 1]


@pytest.mark.parametrize("state", [State.HALTED_BY_MODERATOR, State.ABORTED_LOW_GRADE, State.BACKLOG_RANKING])
async def test_a_tree_that_somebody_stopped_stays_stopped(grove: Grove, state: State) -> None:
    ben = await grove.join("ben")
    tree_id = await grove.ripen(await grove.join("ada"), ben, await grove.join("cleo"), await grove.join("dan"))

    def stop(tx: Transaction) -> None:
        curate.halt(tx, NOBODY, tree_id)
        tx.execute(tree.update().values(state=state))

    await grove.store.run(stop)
    assert (await purged(grove, ben)).messages == 1
    assert await grove.state(tree_id) is state


async def test_no_tree_is_finished_by_a_ballot_that_is_about_to_go(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, max_children=2, prompter_replies=1, rankings=2)
    ben, eve, judge = [await grove.join(name) for name in ("ben", "eve", "judge")]
    tree_id = await grove.sprout(await grove.join("ada"))
    for name in ("cleo", "dan"):
        await grove.write(await grove.join(name), Kind.ASSISTANT_REPLY, f"Says {name}.")
    await grove.judge(judge)
    await grove.write(ben, Kind.PROMPTER_REPLY, "And then?")
    await grove.judge(judge)
    for who in (ben, eve):
        await grove.rank(who, await grove.take(who, Kind.RANK_ASSISTANT_REPLIES))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    grove.store.policy = replace(grove.store.policy, prompter_replies=0)
    await purged(grove, ben)
    assert await grove.state(tree_id) is State.RANKING


async def test_reviews_and_ballots_of_somebody_are_wanted_of_others(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, rankings=2, reviews_reply=2)
    ben, judge = await grove.join("ben"), await grove.join("judge")
    tree_id = await grove.ripen(await grove.join("ada"), *[await grove.join(f"writer {n}") for n in range(3)])
    await grove.judge(ben)
    assert await grove.state(tree_id) is State.RANKING
    await grove.rank(ben, await grove.take(ben, Kind.RANK_ASSISTANT_REPLIES))
    await grove.send(Report(ben.id, tree_id))
    await purged(grove, ben)
    assert await grove.state(tree_id) is State.RANKING
    root = (await grove.rows(select(message).where(message.c.id == tree_id)))[0]
    assert (root.ballots, root.red_flags, root.flagged) == (0, 0, False)
    assert {row.person_id for row in await grove.rows(select(review.c.person_id))} == {judge.id}
    assert await grove.rows(select(flagged_message)) == []
    rows = await grove.rows(select(message.c.verdict, message.c.reviews).where(message.c.parent_id == tree_id))
    assert {tuple(row) for row in rows} == {(True, 1)}


async def test_a_flag_that_somebody_else_raised_as_well_stays_on_the_list(grove: Grove) -> None:
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    tree_id = await grove.sprout(await grove.join("ada"))
    for who in (ben, cleo):
        await grove.send(Report(who.id, tree_id))
    await purged(grove, ben)
    assert await grove.scalar(select(flagged_message.c.message_id)) == tree_id
    assert await grove.scalar(select(message.c.red_flags)) == 1


async def test_edited_messages_go_with_their_history_and_an_editor_is_forgotten(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    own, other = await grove.sprout(ada), await grove.sprout(await grove.join("cleo"), "How?")
    for editor, message_id in ((ada, own), (ben, own), (ada, other)):
        await grove.store.run(curate.edit, editor.id, message_id, f"Better said by {editor.name}.")
        grove.clock.advance(1)
    await purged(grove, ada)
    rows = await grove.rows(select(revision.c.message_id, revision.c.text, revision.c.editor_id))
    assert [tuple(row) for row in rows] == [(other, "How?", None)]


async def test_what_clients_call_the_purged_is_forgotten(grove: Grove) -> None:
    ada = await grove.join("ada")
    task_ = await grove.take(ada, Kind.INITIAL_PROMPT)
    receipt = await grove.say(ada, task_, "Why?")

    def name(tx: Transaction) -> None:
        rows = [("task", task_.id, None), ("message", receipt.message_id, receipt.message_id)]
        for what, subject_id, tree_id in rows:
            row = {"client_id": HOUSE, "what": what, "frontend_id": what, "subject_id": subject_id, "tree_id": tree_id}
            tx.execute(insert(alias), row)

    await grove.store.run(name)
    await purged(grove, ada)
    assert await grove.rows(select(alias)) == []


async def test_what_somebody_holds_is_wanted_of_others(grove: Grove) -> None:
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    await grove.sprout(await grove.join("ada"))
    before = await grove.send(Availability(cleo.id, "en"))
    await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.take(ben, Kind.INITIAL_PROMPT)
    await purged(grove, ben)
    assert await grove.send(Availability(cleo.id, "en")) == before
    assert await grove.scalar(select(language.c.prompts_held)) == 0


async def test_a_place_that_a_purged_tree_had_goes_to_another(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, max_active_trees=1)
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.sprout(ada)
    await grove.sprout(ada, "What?")
    waiting = await grove.sprout(ben, "How?")
    assert await grove.state(waiting) is State.PROMPT_LOTTERY_WAITING
    await purged(grove, ada)
    assert await grove.state(waiting) is State.GROWING


async def test_a_banned_account_is_known_by_its_name_and_can_not_come_back(grove: Grove) -> None:
    ben = await grove.join("ben")
    await grove.sprout(ben)
    await purged(grove, ben, ban=True)
    found = await grove.store.read(directory.find, Identity("test", "ben"))
    assert (found.person_id, found.enabled, found.deleted) == (ben.id, False, True)
    again = await grove.send(Join("test", "ben", "Ben"))
    assert again.id == ben.id
    with pytest.raises(PersonDisabled):
        await grove.send(Take(ben.id))
    await grove.send(SetEnabled((await grove.moderator()).id, ben.id, True))
    with pytest.raises(PersonDisabled):
        await grove.send(Take(ben.id))


async def test_without_a_ban_they_begin_anew(grove: Grove) -> None:
    ben = await grove.join("ben")
    await grove.sprout(ben)
    await purged(grove, ben)
    found = await grove.store.read(directory.find, Identity("test", "ben"))
    assert (found.enabled, found.deleted, found.active_at, found.streak_since) == (True, False, None, None)
    await grove.write(ben, Kind.INITIAL_PROMPT, "Why?")


async def test_nobody_unknown_is_purged(grove: Grove) -> None:
    with pytest.raises(NotAPerson):
        await purged(grove, Person(NOBODY, "Nobody"))
    with pytest.raises(NotAPerson):
        await purged_texts(grove, Person(NOBODY, "Nobody"))


@pytest.mark.parametrize(
    ("prompts", "since", "until", "left"),
    [
        (False, None, None, ["Mine?", "Others'?", "Theirs?"]),
        (True, None, None, ["Others'?", "Theirs?"]),
        (False, 0, 1, ["Mine?", "Others'?", "Theirs?", "late"]),
        (False, 2, None, ["Mine?", "Others'?", "Theirs?", "early"]),
        (True, 1, 1, ["Mine?", "Others'?", "Theirs?", "late"]),
        (True, 3, None, ["Mine?", "Others'?", "Theirs?", "early", "late"]),
    ],
)
async def test_texts_of_a_time_are_purged_and_prompts_only_if_meant(
    grove: Grove, prompts: bool, since: int | None, until: int | None, left: list[str]
) -> None:
    start = grove.clock.now()
    since_at, until_at = (None if one is None else start + timedelta(hours=one) for one in (since, until))
    ada = await grove.join("ada")
    await grove.sprout(ada, "Mine?")
    for name, text in (("ben", "Theirs?"), ("cleo", "Others'?")):
        await grove.sprout(await grove.join(name), text)
    for text in ("early", "late"):
        grove.clock.advance(hours=1)
        await grove.write(ada, Kind.ASSISTANT_REPLY, text)
    await purged_texts(grove, ada, prompts, since_at, until_at)
    assert sorted(await texts(grove)) == sorted(left)


async def test_reviews_and_the_account_stay_when_only_texts_are_purged(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.judge(ben)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Because.")
    cut = await purged_texts(grove, ben)
    assert (cut.trees, cut.messages) == (0, 1)
    assert [row.person_id for row in await grove.rows(select(review.c.person_id))] == [ben.id]
    assert await grove.scalar(select(person.c.contributions).where(person.c.id == ben.id)) == 1
    assert await grove.scalar(select(news.c.kind).where(news.c.person_id == ada.id)) == NewsKind.ACCEPTED


async def test_people_may_be_at_work_while_they_are_purged(postgres_grove: Grove) -> None:
    hamlet = Hamlet(postgres_grove, 7)
    people = await hamlet.settle()
    await hamlet.bustle(40)
    await asyncio.gather(
        *(hamlet.bustle(15) for _ in range(4)),
        postgres_grove.store.run(purge.purge, NOBODY, people[0].id, ban=True),
        postgres_grove.store.run(purge.purge_texts, NOBODY, people[1].id, prompts=True, since=None, until=None),
    )
    assert await postgres_grove.findings() == []
    assert set(await orphans(postgres_grove)) <= {"task"}  # about a text that its author has taken back
