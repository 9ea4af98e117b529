"""What there is in all, before and after something is deleted."""

from core.link.requests import Remove
from core.service.census import Census, census
from tests.fakes.grove import Grove


async def test_an_empty_store_has_nothing(grove: Grove) -> None:
    assert await grove.store.read(census) == Census(0, 0, {}, 0, 0)


async def test_messages_are_counted_by_language_and_roots_as_trees(grove: Grove) -> None:
    tree_id = await grove.ripen(await grove.join("ada"), await grove.join("ben"), await grove.join("cleo"))
    await grove.sprout(await grove.join("dora", "de"), "Warum ist der Himmel blau?", "de")
    assert await grove.store.read(census) == Census(4, 4, {"de": 1, "en": 3}, 0, 2)
    await grove.send(Remove((await grove.moderator()).id, tree_id))
    assert await grove.store.read(census) == Census(4, 1, {"de": 1}, 3, 2)
