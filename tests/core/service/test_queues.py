"""What waits is what somebody could take."""

from core.domain.policy import Policy
from core.domain.task import Kind
from core.service import queues
from core.service.queues import Queue
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove


async def waiting(grove: Grove, *languages: str) -> dict[tuple[str, Kind], Queue]:
    found = await grove.store.read(queues.find, languages or ("en",))
    return {(one.lang, one.kind): one for one in found}


async def test_a_queue_tells_its_free_units_and_since_when_the_oldest_waits(grove: Grove, clock: Clock) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    await grove.sprout(ada)
    grown = clock.now()
    clock.advance(minutes=5)
    await grove.sprout(ada, "What is rain?")
    before = (await waiting(grove))["en", Kind.ASSISTANT_REPLY]
    assert before.since == grown
    await grove.take(ben, Kind.ASSISTANT_REPLY)
    assert (await waiting(grove))["en", Kind.ASSISTANT_REPLY].units == before.units - 1


async def test_first_prompts_are_told_of_in_the_languages_that_are_named(grove: Grove, clock: Clock) -> None:
    assert await grove.store.read(queues.find, ()) == []
    ada = await grove.join("ada", "en", "de")
    await grove.take(ada, Kind.INITIAL_PROMPT, "de")
    taken = clock.now()
    clock.advance(minutes=1)
    found = await waiting(grove, "de")
    assert found["de", Kind.INITIAL_PROMPT].since == taken
    assert found.keys() == {("de", Kind.INITIAL_PROMPT)}


async def test_in_a_language_that_was_closed_nothing_waits(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    grove.store.policy = Policy(disabled_languages=("en",))
    assert await waiting(grove) == {}
