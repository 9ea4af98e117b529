"""Two accounts become one, and nothing is left that could tell."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from core.domain.account import Changes
from core.domain.emoji import Emoji
from core.domain.errors import NotAPerson
from core.domain.person import Identity, Person
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Availability, CallMe, FetchNews, Join, Mine, Report, SetEnabled
from core.service import accounts, directory, merging, reactions, remarks
from core.service.merging import Merged
from core.store.tables import ballot, call, message, person, reaction, remark, review, score, task
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, SPAM, Grove
from tests.fakes.hamlet import Hamlet, traces

NOBODY = "00000000-0000-4000-8000-000000000000"


async def merge(grove: Grove, one: Person, *others: Person) -> Merged:
    """Merge on behalf of nobody in particular; what is derived must be true afterwards."""
    merged = await grove.store.run(merging.merge, NOBODY, one.id, [other.id for other in others])
    assert await grove.findings() == []
    return merged


@pytest.mark.parametrize("seed", [1, 2])
async def test_after_a_merger_the_other_has_never_been(grove: Grove, seed: int) -> None:
    hamlet = Hamlet(grove, seed)
    people = await hamlet.settle()
    await hamlet.bustle(100)
    held = await grove.rows(select(task.c.id).where(task.c.person_id.in_([one.id for one in people[:3]])))
    await merge(grove, people[0], people[1], people[2])
    assert [await traces(grove, one.id) for one in people[1:3]] == [{}, {}]
    assert len(await grove.rows(select(task.c.id).where(task.c.person_id == people[0].id))) == len(held)
    hamlet.people = [people[0], *people[3:]]
    await hamlet.bustle(40)
    assert await grove.findings() == []


async def test_both_names_lead_to_the_one_person(grove: Grove) -> None:
    ada = await grove.join("ada")
    other = await grove.send(Join("telegram", "17", "Ada on Telegram"))
    assert await merge(grove, ada, other) == Merged(people=1, trees=0)
    for who in (Identity("test", "ada"), Identity("telegram", "17")):
        assert (await grove.store.read(directory.find, who)).person_id == ada.id
    with pytest.raises(NotAPerson):
        await grove.store.read(directory.get, other.id)


async def test_texts_and_places_are_the_ones(grove: Grove) -> None:
    ada, other = await grove.join("ada"), await grove.join("other")
    writers = [await grove.join(name) for name in ("ben", "cleo")]
    await grove.ripen(other, *writers, ada)
    task_ = await grove.take(await grove.join("eve"), Kind.RANK_ASSISTANT_REPLIES)
    best = next(one.message_id for one in task_.replies if one.text == "Answer number 0.")
    rest = [one.message_id for one in task_.replies if one.message_id != best]
    await grove.rank(await grove.join("eve"), task_, best, *rest)
    assert await merge(grove, ada, other, writers[0]) == Merged(people=2, trees=1)
    assert len(await grove.send(Mine(ada.id))) == 3
    row = (await grove.rows(select(person).where(person.c.id == ada.id)))[0]
    assert (row.contributions, row.first_ranks) == (3, 1)
    assert ada.id in {one.person_id for one in await grove.send(FetchNews("test"))}


async def test_of_two_reviews_of_one_message_the_ones_own_remains(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, reviews_prompt=3)
    ada, other = await grove.join("ada"), await grove.join("other")
    prompt = await grove.write(await grove.join("ben"), Kind.INITIAL_PROMPT, "Why?")
    await grove.judge(other, SPAM)
    await grove.judge(ada)
    await merge(grove, ada, other)
    rows = await grove.rows(select(review.c.person_id, review.c.labels))
    assert [tuple(row) for row in rows] == [(ada.id, {"spam": 0.0, "lang_mismatch": 0.0})]
    stored = (await grove.rows(select(message).where(message.c.id == prompt.message_id)))[0]
    assert (stored.reviews, stored.complaints, stored.verdict) == (1, 0.0, None)
    assert await grove.scalar(select(person.c.contributions).where(person.c.id == ada.id)) == 1
    assert (await grove.send(Availability(ada.id, "en")))[Kind.LABEL_INITIAL_PROMPT] == 0


async def test_of_two_ballots_the_ones_own_remains(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, rankings=3)
    ada, other = await grove.join("ada"), await grove.join("other")
    tree_id = await grove.ripen(await grove.join("ben"), *[await grove.join(f"writer {n}") for n in range(3)])
    for who in (other, ada):
        await grove.rank(who, await grove.take(who, Kind.RANK_ASSISTANT_REPLIES))
    await merge(grove, ada, other)
    assert [row.person_id for row in await grove.rows(select(ballot.c.person_id))] == [ada.id]
    assert await grove.scalar(select(message.c.ballots).where(message.c.id == tree_id)) == 1
    for name in ("cleo", "dan"):
        who = await grove.join(name)
        await grove.rank(who, await grove.take(who, Kind.RANK_ASSISTANT_REPLIES))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT


async def test_of_two_equal_emojis_and_of_two_opposite_votes_the_ones_own_remains(grove: Grove) -> None:
    ada, other = await grove.join("ada"), await grove.join("other")
    tree_id = await grove.sprout(await grove.join("ben"))
    given = [(ada, Emoji.UP), (other, Emoji.DOWN), (ada, Emoji.CLAP), (other, Emoji.CLAP), (other, Emoji.SKULL)]
    for who, emoji in given:
        await grove.store.run(reactions.react, who.id, tree_id, emoji)
        grove.clock.advance(1)
    for who in (other, ada):
        await grove.send(Report(who.id, tree_id, who.name))
        await grove.store.run(remarks.say, who.id, tree_id, {"humor": 1.0}, who.name)
        await grove.send(CallMe(who.id, "en"))
    await merge(grove, ada, other)
    rows = await grove.rows(select(reaction.c.person_id, reaction.c.emoji).order_by(reaction.c.emoji))
    assert [tuple(row) for row in rows] == [(ada.id, one) for one in ("+1", "clap", "red_flag", "skull")]
    assert await grove.scalar(select(message.c.red_flags)) == 1
    assert await grove.scalar(select(remark.c.text)) == "Ada"
    assert await grove.scalar(select(call.c.person_id)) == ada.id


async def test_an_opening_that_both_hold_is_held_once(grove: Grove) -> None:
    ada, other, late = [await grove.join(name) for name in ("ada", "other", "late")]
    await grove.sprout(await grove.join("ben"))
    tasks = [await grove.take(who, Kind.ASSISTANT_REPLY) for who in (ada, other)]
    assert (await grove.send(Availability(late.id, "en")))[Kind.ASSISTANT_REPLY] == 1
    await merge(grove, ada, other)
    assert (await grove.send(Availability(late.id, "en")))[Kind.ASSISTANT_REPLY] == 2
    await grove.say(ada, tasks[0], "Rayleigh scattering.")
    assert await grove.findings() == []


async def test_what_the_one_may_not_do_any_more_goes_back(grove: Grove) -> None:
    """Nobody reviews a text of their own, nor one that they have reviewed, under another name."""
    grove.store.policy = replace(SMALL, reviews_prompt=3)
    ada, other, late = [await grove.join(name) for name in ("ada", "other", "late")]
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    own = await grove.take(other, Kind.LABEL_INITIAL_PROMPT)
    await merge(grove, ada, other)
    assert await grove.scalar(select(task.c.state).where(task.c.id == own.id)) == "lapsed"
    assert (await grove.send(Availability(late.id, "en")))[Kind.LABEL_INITIAL_PROMPT] == 3
    assert (await grove.send(Availability(ada.id, "en")))[Kind.LABEL_INITIAL_PROMPT] == 0


async def test_scores_of_the_other_are_dropped(grove: Grove) -> None:
    ada, other = await grove.join("ada"), await grove.join("other")

    def count(tx: Transaction) -> None:
        numbers = {column.name: 1 for column in score.columns if not column.nullable}
        for who in (ada, other):
            row = numbers | {"frame": "day", "person_id": who.id, "counted_at": tx.now}
            tx.execute(insert(score), row)

    await grove.store.run(count)
    await merge(grove, ada, other)
    assert [row.person_id for row in await grove.rows(select(score.c.person_id))] == [ada.id]


async def test_what_is_known_of_both_is_united_and_rights_are_the_ones_own(grove: Grove) -> None:
    moderator, other = await grove.moderator(), await grove.join("other", "de", "en")
    plain = await grove.send(Join("local", "plain", "Plain"))
    for who, notes in ((plain, "a"), (other, "b")):
        await grove.store.run(accounts.change, NOBODY, who.id, Changes(notes=notes), "terms")
    await grove.send(SetEnabled(moderator.id, other.id, False))
    grove.clock.advance(hours=1)
    merged_into = await grove.store.run(accounts.meet, Identity("local", "late"), "Late", "terms")
    one = Person(merged_into.person_id, "Late")
    await merge(grove, one, plain, other, moderator)
    row = (await grove.rows(select(person)))[0]
    assert (row.name, set(row.languages), set(row.notes.split("\n"))) == ("Late", {"de", "en"}, {"a", "b"})
    assert (row.enabled, row.moderator, row.consent_version) == (True, False, "1")
    assert row.created_at == grove.clock.now() - timedelta(hours=1)


async def test_a_streak_that_is_over_is_not_revived(grove: Grove) -> None:
    ada, other = await grove.join("ada"), await grove.join("other")
    await grove.write(other, Kind.INITIAL_PROMPT, "Why?")
    grove.clock.advance(days=3)
    await grove.write(ada, Kind.INITIAL_PROMPT, "How?")
    began = grove.clock.now()
    await merge(grove, ada, other)
    assert (await grove.store.read(directory.get, ada.id)).streak_since == began


async def test_nobody_is_merged_with_themselves_or_with_nobody(grove: Grove) -> None:
    ada = await grove.join("ada")
    assert await merge(grove, ada, ada) == Merged(people=0, trees=0)
    with pytest.raises(NotAPerson):
        await grove.store.run(merging.merge, NOBODY, ada.id, [NOBODY])
    with pytest.raises(NotAPerson):
        await grove.store.run(merging.merge, NOBODY, NOBODY, [ada.id])
    assert (await grove.store.read(directory.get, ada.id)).name == "Ada"


async def test_people_may_be_at_work_while_they_are_merged(postgres_grove: Grove) -> None:
    hamlet = Hamlet(postgres_grove, 6)
    people = await hamlet.settle()
    await hamlet.bustle(40)
    await asyncio.gather(
        *(hamlet.bustle(15) for _ in range(4)),
        postgres_grove.store.run(merging.merge, NOBODY, people[0].id, [people[1].id]),
        postgres_grove.store.run(merging.merge, NOBODY, people[2].id, [people[3].id]),
    )
    assert await postgres_grove.findings() == []
