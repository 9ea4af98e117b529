"""How many people are about, as somebody is told for whom there is nothing."""

from datetime import timedelta

from core.domain.person import Person
from core.domain.task import Kind
from core.service import shortage
from core.service.refreshing import refresh_due
from tests.fakes.grove import Grove


async def active(grove: Grove, who: Person, lang: str) -> int:
    """How many people this person hears of in a language."""
    return (await grove.store.read(shortage.why_nothing, who.id, lang)).active_people


async def test_people_are_counted_at_once_where_no_janitor_has_counted_them(grove: Grove) -> None:
    ada = await grove.join("ada", "en")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    assert await active(grove, ada, "en") == 1
    await grove.write(await grove.join("ben", "en"), Kind.INITIAL_PROMPT, "Why not?")
    assert await active(grove, ada, "en") == 2


async def test_what_was_counted_stands_for_some_minutes_and_those_who_come_to_nobody_are_seen_at_once(
    grove: Grove,
) -> None:
    ada = await grove.join("ada", "en")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await refresh_due(grove.store)
    ben = await grove.join("ben", "en", "de")
    await grove.write(ben, Kind.INITIAL_PROMPT, "Warum?", "de")
    assert (await active(grove, ada, "en"), await active(grove, ada, "de")) == (1, 1)
    grove.clock.advance(timedelta(minutes=6).total_seconds())
    await refresh_due(grove.store)
    assert (await active(grove, ada, "en"), await active(grove, ada, "de")) == (2, 1)
