"""Who has done all there is hears so at once, and hears of it no longer than it is true."""

from core.domain.person import Person
from core.domain.task import Kind, SkipReason
from core.link.requests import Skip, Undo
from core.service import exhaustion, janitor
from tests.fakes.grove import Grove

KIND = Kind.LABEL_INITIAL_PROMPT


async def done_with_all(grove: Grove) -> Person:
    """Somebody who has reviewed what there was and found nothing more."""
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben = await grove.join("ben")
    await grove.judge(ben)
    assert await grove.store.run(exhaustion.known, ben.id, KIND, "en")
    return ben


async def test_something_new_ends_it(grove: Grove) -> None:
    ben = await done_with_all(grove)
    grove.clock.advance(minutes=5)
    assert await grove.store.run(exhaustion.known, ben.id, KIND, "en")
    await grove.write(await grove.join("cleo"), Kind.INITIAL_PROMPT, "How?")
    assert not await grove.store.run(exhaustion.known, ben.id, KIND, "en")
    await grove.take(ben, KIND)


async def test_it_holds_for_one_person_kind_and_language(grove: Grove) -> None:
    ben = await done_with_all(grove)
    assert not await grove.store.run(exhaustion.known, ben.id, Kind.RANK_PROMPTER_REPLIES, "en")
    assert not await grove.store.run(exhaustion.known, ben.id, KIND, "de")
    assert not await grove.store.run(exhaustion.known, (await grove.join("cleo")).id, KIND, "en")


async def test_what_comes_back_by_not_now_ends_it(grove: Grove) -> None:
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben = await grove.join("ben")
    task = await grove.take(ben, KIND)
    await grove.send(Skip(ben.id, task.id))
    await grove.shortage(ben, KIND)
    grove.clock.advance(minutes=5)
    await grove.send(Skip(ben.id, task.id, SkipReason.NOT_NOW))
    await grove.take(ben, KIND)


async def test_a_lease_of_ones_own_that_ran_out_ends_it(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.shortage(ben, Kind.ASSISTANT_REPLY)
    grove.clock.advance(minutes=61)
    await janitor.clean(grove.store, "test")
    await grove.take(ben, Kind.ASSISTANT_REPLY)


async def test_an_answer_taken_back_and_skipped_for_now_ends_it(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.say(ben, task, "Rayleigh scattering.")
    await grove.shortage(ben, Kind.ASSISTANT_REPLY)
    await grove.send(Undo(ben.id, task.id))
    await grove.send(Skip(ben.id, task.id, SkipReason.NOT_NOW))
    await grove.take(ben, Kind.ASSISTANT_REPLY)
