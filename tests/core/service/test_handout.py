import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from core.domain.errors import TaskExpired
from core.domain.person import Person
from core.domain.policy import Policy
from core.domain.task import Family, Kind, Receipt, Shortage, Task
from core.link.requests import SetLanguages, Take
from core.service import janitor
from tests.fakes.grove import SMALL, SPAM, Grove


def under(grove: Grove, policy: Policy) -> Grove:
    """The same grove under another policy."""
    grove.store.policy = policy
    return grove


async def test_a_parent_can_be_held_by_as_many_as_it_wants_replies_and_no_more(grove: Grove) -> None:
    await under(grove, replace(SMALL, goal_size=12)).sprout(await grove.join("ada"))
    writers = [await grove.join(f"writer {n}") for n in range(5)]
    found = await asyncio.gather(*(grove.send(Take(who.id, Kind.ASSISTANT_REPLY)) for who in writers))
    assert sum(isinstance(one, Task) for one in found) == 3
    assert await grove.findings() == []


async def test_the_leases_of_all_parents_together_keep_to_the_goal(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    judge = await grove.join("judge")
    for n in range(2):
        await grove.write(await grove.join(f"early {n}"), Kind.ASSISTANT_REPLY, f"Answer {n}.")
    await grove.judge(judge)
    late = [await grove.join(f"late {n}") for n in range(4)]
    kinds = [Kind.ASSISTANT_REPLY, Kind.PROMPTER_REPLY] * 2
    found = await asyncio.gather(*(grove.send(Take(who.id, kind)) for who, kind in zip(late, kinds, strict=True)))
    assert sum(isinstance(one, Task) for one in found) == 1  # one prompt, two answers, a goal of four


async def test_two_people_want_the_last_opening_and_one_gets_it(grove: Grove) -> None:
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    reviewers = [await grove.join(name) for name in ("ben", "cleo", "dan")]
    found = await asyncio.gather(*(grove.send(Take(who.id, Kind.LABEL_INITIAL_PROMPT)) for who in reviewers))
    assert Counter(type(one) for one in found) == {Task: 1, Shortage: 2}


async def test_one_person_who_asks_twice_at_once_never_holds_an_opening_twice(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    found = await asyncio.gather(*(grove.send(Take(ben.id, Kind.ASSISTANT_REPLY)) for _ in range(4)))
    assert sum(isinstance(one, Task) for one in found) == 1


async def test_late_prompts_fill_the_room_that_there_is_and_no_more(grove: Grove) -> None:
    people = [await grove.join(f"late {n}") for n in range(5)]
    tasks = [await grove.take(who, Kind.INITIAL_PROMPT) for who in people]
    grove.clock.advance(hours=2)
    await janitor.clean(grove.store, "one", timedelta.max)
    under(grove, replace(SMALL, max_active_trees=0, max_prompts_in_review=1))
    said = [grove.say(who, one, f"Question of {who.name}?") for who, one in zip(people, tasks, strict=True)]
    found = await asyncio.gather(*said, return_exceptions=True)
    assert Counter(type(one) for one in found) == {Receipt: 1, TaskExpired: 4}
    assert await grove.findings() == []


async def test_parents_with_one_reply_come_first(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, goal_size=12, lonely_probability=1.0, max_active_trees=20))
    ada, ben = await grove.join("ada"), await grove.join("ben")
    trees = [await grove.sprout(ada, f"Question {n}?") for n in range(6)]
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Because.")
    await grove.judge(await grove.join("judge"))
    (answered,) = [one for one in trees if len(await grove.texts(ada, one)) == 2]
    cleo = await grove.join("cleo")
    assert (await grove.take(cleo, Kind.ASSISTANT_REPLY)).tree_id == answered


async def test_without_a_lonely_parent_any_other_will_do(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, lonely_probability=1.0))
    tree_id = await grove.sprout(await grove.join("ada"))
    assert (await grove.take(await grove.join("ben"), Kind.ASSISTANT_REPLY)).tree_id == tree_id


async def test_a_kind_of_weight_zero_is_given_only_by_name(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, weight_prompt=0.0))
    ada = await grove.join("ada")
    await grove.shortage(ada)
    await grove.take(ada, Kind.INITIAL_PROMPT)


async def test_a_closed_language_is_neither_counted_nor_given(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, disabled_languages=("de",)))
    poly = await grove.join("poly", "en", "de")
    assert {(await grove.take(poly)).lang for _ in range(8)} == {"en"}
    await grove.send(SetLanguages(poly.id, ("de",)))
    for kind in (None, Kind.INITIAL_PROMPT):
        assert (await grove.shortage(poly, kind, "de")).elsewhere == ()


async def test_only_listed_languages_are_open_where_there_is_a_list(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, enabled_languages=("gsw",)))
    poly = await grove.join("poly", "en", "gsw")
    assert {(await grove.take(poly)).lang for _ in range(5)} == {"gsw"}


async def test_prompts_are_wanted_per_language_up_to_its_caps_those_being_written_included(
    sqlite_grove: Grove,
) -> None:
    grove = under(sqlite_grove, replace(SMALL, max_active_trees=1, max_prompts_in_review=1))
    people = [await grove.join(f"person {n}") for n in range(4)]
    found = [await grove.send(Take(who.id, Kind.INITIAL_PROMPT)) for who in people]
    assert [type(one) for one in found] == [Task, Task, Shortage, Shortage]


async def test_reviews_are_full_as_often_as_the_policy_says(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, full_review_prompt=0.0, max_prompts_in_review=100))
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(await grove.join("ben"), Kind.LABEL_INITIAL_PROMPT)
    assert (task.full, task.labels) == (False, ("spam", "lang_mismatch"))


async def test_a_small_language_has_its_own_rules(sqlite_grove: Grove) -> None:
    grove = under(sqlite_grove, replace(SMALL, reviews_prompt=3, languages={"gsw": {"reviews_prompt": 1}}))
    anna, beat = await grove.join("anna", "gsw"), await grove.join("beat", "gsw")
    await grove.write(anna, Kind.INITIAL_PROMPT, "Werum isch de Himmel blau?")
    receipt = await grove.review(beat, await grove.take(beat, Kind.LABEL_INITIAL_PROMPT))
    assert (receipt.count, receipt.wanted) == (1, 1)


async def test_a_rejected_reply_gives_its_place_to_others_but_not_to_its_author(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await grove.write(ben, Kind.ASSISTANT_REPLY, "BUY NOW")
    await grove.judge(await grove.join("judge"), SPAM)
    await grove.shortage(ben, Kind.ASSISTANT_REPLY)
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    for who in writers:
        await grove.take(who, Kind.ASSISTANT_REPLY)


async def test_whoever_looks_for_work_among_busy_trees_waits_for_no_one_who_waits_for_them(
    postgres_grove: Grove,
) -> None:
    grove = under(postgres_grove, replace(SMALL, max_active_trees=3, goal_size=40, max_depth=9, reviews_reply=3))
    people = [await grove.join(f"person {n}") for n in range(12)]
    for number in range(3):
        await grove.sprout(people[number], f"Question {number}?")
    before = await deadlocks(grove)

    async def work(who: Person) -> int:
        done = 0
        for _ in range(6):
            found = await grove.send(Take(who.id))
            if isinstance(found, Task) and found.kind.family is not Family.RANK:
                answer = grove.review(who, found) if found.labels else grove.say(who, found, f"{found.id}?")
                done += isinstance(await answer, Receipt)
        return done

    assert sum(await asyncio.gather(*map(work, people))) > 40
    assert await deadlocks(grove) == before
    assert await grove.findings() == []


async def deadlocks(grove: Grove) -> int:
    """How often PostgreSQL had to end a transaction because two waited for each other."""
    await grove.store.run(lambda tx: tx.execute(text("select pg_stat_force_next_flush()")).all())
    await asyncio.sleep(0.1)
    counted = text("select deadlocks from pg_stat_database where datname = current_database()")
    return int(await grove.store.run(lambda tx: tx.execute(counted).scalar_one()))
