from datetime import timedelta

import pytest

from core.domain.errors import TaskDone, TaskNotYours, TaskRequestInvalid, TaskUnknown, TooManyTasks
from core.domain.person import Person
from core.domain.task import Kind, SkipReason, Task
from core.link.requests import Availability, Renew, SetLanguages, Skip, Take, WhyNothing
from core.service import janitor
from tests.fakes.grove import Grove


async def lapse(grove: Grove, *, minutes: float = 61) -> None:
    """Let the leases of texts (an hour) or of reviews (half an hour) run out."""
    grove.clock.advance(minutes=minutes)
    assert await janitor.clean(grove.store, "test", silence=timedelta.max)


# taking


async def test_the_first_task_in_a_new_language_is_to_write_a_prompt(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    assert (task.kind, task.lang, task.thread) == (Kind.INITIAL_PROMPT, "en", ())
    assert task.due_at == grove.clock.now() + timedelta(hours=1)


async def test_any_kind_means_whatever_is_open(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.ripen(ada, ben, *[await grove.join(name) for name in ("cleo", "dan")])
    eve = await grove.join("eve")
    kinds = {(await grove.take(eve)).kind for _ in range(6)}
    assert kinds == {Kind.RANK_ASSISTANT_REPLIES, Kind.INITIAL_PROMPT}


async def test_a_named_kind_is_given_or_its_shortage_explained(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    assert [one.text for one in task.thread] == ["Why?"]
    assert set(task.labels) >= {"spam", "lang_mismatch", "quality"}
    shortage = await grove.shortage(ben, Kind.RANK_PROMPTER_REPLIES)
    assert (shortage.kind, shortage.lang) == (Kind.RANK_PROMPTER_REPLIES, "en")
    assert ("en", Kind.INITIAL_PROMPT) in shortage.elsewhere


async def test_a_named_language_is_kept_to_and_any_is_one_of_ones_own(grove: Grove) -> None:
    polyglot = await grove.join("poly", "en", "de", "fr")
    assert (await grove.take(polyglot, lang="de")).lang == "de"
    assert {(await grove.take(polyglot)).lang for _ in range(24)} == {"en", "de", "fr"}
    await grove.send(SetLanguages(polyglot.id, ("fr",)))
    assert {(await grove.take(polyglot)).lang for _ in range(6)} == {"fr"}


async def test_a_language_that_is_none_is_refused(grove: Grove, ada: Person) -> None:
    with pytest.raises(TaskRequestInvalid):
        await grove.send(Take(ada.id, lang="not a language"))


async def test_nobody_may_hold_more_than_the_policy_allows(grove: Grove, ada: Person) -> None:
    for _ in range(grove.store.policy.pending_tasks):
        await grove.take(ada)
    with pytest.raises(TooManyTasks) as refused:
        await grove.take(ada)
    assert refused.value.arguments == {"limit": grove.store.policy.pending_tasks}
    grove.clock.advance(grove.store.policy.pending_seconds + 1)
    await grove.take(ada)


async def test_a_thread_is_shown_whole_and_a_ranking_in_ones_own_order(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.ripen(ada, ben, *[await grove.join(name) for name in ("cleo", "dan")])
    orders = set()
    for name in ("eve", "fay", "gus", "hal", "ida", "joe"):
        who = await grove.join(name)
        task = await grove.take(who, Kind.RANK_ASSISTANT_REPLIES)
        assert [one.text for one in task.thread] == ["Why is the sky blue?"]
        orders.add(tuple(one.text for one in task.replies))
        await grove.send(Skip(who.id, task.id))
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(f"Answer number {n}." for n in range(3))}


# holding


async def test_a_held_task_is_nobody_elses(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.shortage(await grove.join("cleo"), Kind.LABEL_INITIAL_PROMPT)


async def test_renewing_begins_a_full_lease(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    grove.clock.advance(minutes=59)
    renewed = await grove.send(Renew(ada.id, task.id))
    assert renewed.due_at == grove.clock.now() + timedelta(hours=1)
    await lapse(grove, minutes=59)
    await grove.say(ada, renewed, "Just in time.")


async def test_a_lapsed_task_goes_to_others_and_can_be_renewed_only_while_a_unit_is_free(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await lapse(grove)
    again = await grove.send(Renew(ben.id, task.id))
    assert (again.id, again.thread) == (task.id, task.thread)
    await lapse(grove)
    await grove.take(await grove.join("cleo"), Kind.LABEL_INITIAL_PROMPT)
    with pytest.raises(TaskDone):
        await grove.send(Renew(ben.id, task.id))


async def test_a_lapsed_task_is_not_renewed_beside_a_second_one_for_the_same_need(grove: Grove, ada: Person) -> None:
    await grove.sprout(ada)
    ben = await grove.join("ben")
    first = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await lapse(grove)
    second = await grove.take(ben, Kind.ASSISTANT_REPLY)
    assert second.message_id == first.message_id
    with pytest.raises(TaskDone):
        await grove.send(Renew(ben.id, first.id))
    await grove.say(ben, second, "Rayleigh scattering.")
    with pytest.raises(TaskDone):
        await grove.send(Renew(ben.id, first.id))
    assert await grove.findings() == []


# skipping


async def test_a_skipped_task_is_free_at_once_and_never_comes_back(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(Skip(ben.id, task.id))
    await grove.shortage(ben, Kind.LABEL_INITIAL_PROMPT)
    assert (await grove.take(await grove.join("cleo"), Kind.LABEL_INITIAL_PROMPT)).message_id == task.message_id


async def test_not_now_lets_it_come_back_and_a_later_reason_takes_that_back(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(Skip(ben.id, task.id))
    await grove.send(Skip(ben.id, task.id, SkipReason.NOT_NOW))
    again = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    assert again.message_id == task.message_id
    await grove.send(Skip(ben.id, again.id, SkipReason.TOO_HARD))
    await grove.shortage(ben, Kind.LABEL_INITIAL_PROMPT)
    assert await grove.findings() == []


async def test_a_reason_given_late_does_not_open_again_what_was_answered_since(grove: Grove, ada: Person) -> None:
    await grove.sprout(ada)
    ben = await grove.join("ben")
    first = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.send(Skip(ben.id, first.id, SkipReason.NOT_NOW))
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.send(Skip(ben.id, first.id, SkipReason.NOT_NOW))
    await grove.shortage(ben, Kind.ASSISTANT_REPLY)
    assert await grove.findings() == []


async def test_an_answered_task_can_not_be_skipped(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Why?")
    with pytest.raises(TaskDone):
        await grove.send(Skip(ada.id, task.id))


# strangers' tasks


@pytest.mark.parametrize("task_id", ["0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "task-7", ""])
async def test_a_task_that_does_not_exist_is_unknown(grove: Grove, ada: Person, task_id: str) -> None:
    for request in (Skip(ada.id, task_id), Renew(ada.id, task_id)):
        with pytest.raises(TaskUnknown):
            await grove.send(request)


async def test_somebody_elses_task_stays_theirs(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    for request in (Skip(ben.id, task.id), Renew(ben.id, task.id)):
        with pytest.raises(TaskNotYours):
            await grove.send(request)
    await grove.say(ada, task, "Still mine.")


# numbers


async def test_availability_counts_units_one_could_take(grove: Grove, ada: Person, ben: Person) -> None:
    before = await grove.send(Availability(ben.id, "en"))
    assert set(before) == set(Kind)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    assert (await grove.send(Availability(ben.id, "en")))[Kind.LABEL_INITIAL_PROMPT] == 1
    assert (await grove.send(Availability(ada.id, "en")))[Kind.LABEL_INITIAL_PROMPT] == 0
    await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    assert (await grove.send(Availability(ben.id, "en")))[Kind.LABEL_INITIAL_PROMPT] == 0


async def test_why_nothing_tells_what_a_language_waits_for(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    shortage = await grove.send(WhyNothing(ada.id, "en", Kind.LABEL_INITIAL_PROMPT))
    waiting = {need.kind: (need.open, need.yours) for need in shortage.needs}
    assert waiting[Kind.LABEL_INITIAL_PROMPT] == (1, False)
    assert (shortage.active_people, shortage.held_by_others) == (1, 0)
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    shortage = await grove.send(WhyNothing(ada.id, "en", Kind.LABEL_INITIAL_PROMPT))
    assert shortage.held_by_others == 1
    await grove.review(ben, held)
    assert (await grove.send(WhyNothing(ada.id, "en"))).active_people == 2


async def test_a_task_can_be_skipped_again_by_the_same_key_without_harm(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    for _ in range(2):
        await grove.send(Skip(ada.id, task.id), key="the same")
    assert isinstance(await grove.send(Take(ada.id)), Task)
