import pytest

from bots.terminal.samples import is_empty, plant_samples, sample_languages
from core.domain.policy import Policy
from core.domain.task import Kind
from core.domain.text import clean_text
from core.link.requests import Availability, ShowTree
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove


@pytest.mark.parametrize("lang", ["en", "de"])
async def test_something_of_each_kind_can_be_done_at_once(copied_sqlite: str, clock: Clock, lang: str) -> None:
    async with Grove.open(copied_sqlite, clock, Policy(pending_tasks=len(Kind) + 1)) as grove:
        await grove.store.run(plant_samples)
        newcomer = await grove.join("newcomer", lang)
        counts = await grove.send(Availability(newcomer.id, lang))
        assert all(counts[kind] > 0 for kind in Kind), counts
        for kind in Kind:
            assert (await grove.take(newcomer, kind)).kind is kind


async def test_samples_are_there_in_several_languages(sqlite_grove: Grove) -> None:
    planted = await sqlite_grove.store.run(plant_samples)
    assert sample_languages() == ["en", "de", "es", "fr"]
    assert (planted.trees, planted.refused) == (15, ())
    assert await sqlite_grove.findings() == []


async def test_planting_again_changes_nothing(sqlite_grove: Grove) -> None:
    first = await sqlite_grove.store.run(plant_samples)
    again = await sqlite_grove.store.run(plant_samples)
    assert (again.trees, again.known) == (0, first.messages)


async def test_a_collection_is_empty_until_something_grows_in_it(sqlite_grove: Grove) -> None:
    assert await sqlite_grove.store.read(is_empty)
    await sqlite_grove.store.run(plant_samples)
    assert not await sqlite_grove.store.read(is_empty)


async def test_a_sample_can_be_looked_at_whole(sqlite_grove: Grove) -> None:
    await sqlite_grove.store.run(plant_samples)
    reader = await sqlite_grove.join("reader", "fr")
    task = await sqlite_grove.take(reader, Kind.RANK_ASSISTANT_REPLIES)
    shown = await sqlite_grove.send(ShowTree(reader.id, str(task.message_id)))
    assert shown.messages[0].text.startswith("À quoi sert la lune")
    assert all(node.text == clean_text(node.text, 10_000) for node in shown.messages)
