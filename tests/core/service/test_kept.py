from core.service import kept
from core.service.kept import Statistic
from tests.fakes.grove import Grove


async def test_a_count_is_kept_until_the_next_one(grove: Grove) -> None:
    assert await grove.store.read(kept.find, "leaves") is None
    for body in ({"en": 1}, [{"lang": "en", "count": 2}]):
        counted = Statistic("leaves", body, grove.clock.advance(hours=1))
        await grove.store.run(kept.keep, counted)
        assert await grove.store.read(kept.find, "leaves") == counted
        assert await grove.store.read(kept.moments) == {"leaves": grove.clock.now()}
