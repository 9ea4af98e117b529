from datetime import timedelta

import pytest

from core.domain.policy import Policy
from core.domain.task import Kind
from core.link.requests import Report, Skip
from core.service import janitor, vitals
from core.service.vitals import MOST_LANGUAGES, Gate, Held
from tests.fakes.clock import Clock
from tests.fakes.grove import SPAM, Grove


async def test_queues_tell_for_how_long_the_oldest_has_waited(grove: Grove, clock: Clock) -> None:
    await grove.sprout(await grove.join("ada"))
    clock.advance(minutes=6)
    waits = {queue.kind: seconds for queue, seconds in await grove.store.read(vitals.queues)}
    assert waits[Kind.ASSISTANT_REPLY] == 360


async def test_what_people_hold_is_counted_by_kind_with_the_age_of_the_oldest(grove: Grove, clock: Clock) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.take(ada, Kind.INITIAL_PROMPT)
    clock.advance(minutes=2)
    await grove.take(ben, Kind.INITIAL_PROMPT)
    assert await grove.store.read(vitals.held) == [Held(Kind.INITIAL_PROMPT, 2, 120)]


async def test_trees_are_counted_by_language_and_state(grove: Grove) -> None:
    ada = await grove.join("ada", "en", "de")
    await grove.sprout(ada, lang="en")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Warum ist der Himmel blau?", "de")
    assert sorted(await grove.store.read(vitals.trees)) == [("de", "initial_prompt_review", 1), ("en", "growing", 1)]


async def test_a_gate_tells_how_many_of_the_texts_that_it_decided_on_it_kept_out(grove: Grove) -> None:
    ada, ben = await grove.join("ada", "en", "de"), await grove.join("ben", "en", "de")
    await grove.sprout(ada, lang="en")
    for text in ("Buy pills!", "Buy more pills!"):
        await grove.write(ada, Kind.INITIAL_PROMPT, text, "en")
    await grove.judge(ben, SPAM)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "The Moon pulls on the sea.", "en")
    await grove.judge(ada)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Wer entscheidet über mich?", "de")
    assert await grove.store.read(vitals.gates) == [
        Gate(Kind.ASSISTANT_REPLY, "en", 1, 0),
        Gate(Kind.INITIAL_PROMPT, "en", 1, 2),
    ]
    assert (await grove.store.read(vitals.gates))[1].reject_rate == pytest.approx(2 / 3)


async def test_only_the_last_day_counts_however_long_ago_the_task_was_taken(grove: Grove, clock: Clock) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    grove.store.policy = Policy(reviews_prompt=1, lease_minutes_review=3000)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why is the sky blue?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    clock.advance(hours=47)
    await grove.review(ben, task)
    clock.advance(hours=23)
    assert await grove.store.read(vitals.gates) == [Gate(Kind.INITIAL_PROMPT, "en", 1, 0)]
    assert await grove.store.read(vitals.endings) == {(Kind.LABEL_INITIAL_PROMPT, "done"): 1}
    clock.advance(hours=2)
    assert await grove.store.read(vitals.gates) == []
    assert await grove.store.read(vitals.endings) == {}


async def test_tasks_end_as_done_skipped_or_lapsed(grove: Grove, clock: Clock) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why is the sky blue?")
    await grove.send(Skip(ben.id, (await grove.take(ben, Kind.INITIAL_PROMPT)).id))
    await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await janitor.clean(grove.store, "one")
    clock.advance(seconds=100)
    await janitor.clean(grove.store, "one")
    assert await grove.store.read(vitals.endings) == {
        (Kind.INITIAL_PROMPT, "done"): 1,
        (Kind.INITIAL_PROMPT, "skipped"): 1,
    }
    grove.store.policy = Policy(lease_minutes_review=1)
    clock.advance(minutes=31)
    await janitor.clean(grove.store, "one", silence=timedelta(days=1))
    assert (Kind.LABEL_INITIAL_PROMPT, "lapsed") in await grove.store.read(vitals.endings)


async def test_reports_are_counted_by_language_and_until_a_moderator_has_seen_them(grove: Grove, clock: Clock) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.send(Report(ben.id, await grove.sprout(ada), "This is rude."))
    assert await grove.store.read(vitals.reports) == {"en": 1}
    clock.advance(days=2)
    assert await grove.store.read(vitals.reports) == {}
    assert await grove.store.read(vitals.unseen_reports) == 1


async def test_the_janitor_is_as_old_as_its_last_round(grove: Grove, clock: Clock) -> None:
    assert await grove.store.read(vitals.janitor_age) is None
    await janitor.clean(grove.store, "one")
    clock.advance(seconds=40)
    assert await grove.store.read(vitals.janitor_age) == 40


async def test_of_all_the_languages_that_people_can_think_up_the_busiest_are_looked_at(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    tags = [f"{first}{second}{third}" for first in "ab" for second in "abcdefg" for third in "abcdefgh"]
    ada = await grove.join("ada", "xx")
    await grove.sprout(ada, lang="xx")
    for number, tag in enumerate(tags):
        await grove.take(await grove.join(f"person {number}", tag), Kind.INITIAL_PROMPT)
    found = await grove.store.read(vitals.languages)
    assert len(tags) > MOST_LANGUAGES
    assert len(found) == MOST_LANGUAGES
    assert found[0] == "xx"
