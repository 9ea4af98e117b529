from datetime import UTC, datetime, timedelta

import pytest

from bots.doctor.database import look_at_schema, reach
from bots.doctor.finding import Level
from bots.doctor.janitor import judge_janitor, look_at_janitor
from bots.doctor.place import Place
from core.service import janitor
from core.service.janitor import ROUND_SECONDS
from core.service.respite import SILENCE
from tests.fakes.grove import Grove

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LASTING = timedelta(seconds=ROUND_SECONDS)


@pytest.mark.parametrize(
    ("last", "level", "told"),
    [
        (NOW - timedelta(seconds=5), Level.OK, "5 seconds ago"),
        (NOW + timedelta(seconds=5), Level.OK, "0 seconds ago"),
        (NOW - SILENCE, Level.OK, "2 minutes ago"),
        (NOW - timedelta(minutes=10), Level.WARN, "10 minutes ago"),
        (NOW - timedelta(hours=30), Level.WARN, "30 hours ago"),
        (NOW - timedelta(days=3), Level.WARN, "3 days ago"),
    ],
)
def test_a_janitor_that_has_not_worked_for_long_is_told_with_the_time(last: datetime, level: Level, told: str) -> None:
    found = judge_janitor(NOW, last + LASTING)
    assert found.level is level
    assert told in found.sentence


def test_one_that_has_never_worked_is_doubtful() -> None:
    assert judge_janitor(NOW, None).level is Level.WARN


async def test_the_last_round_is_read_from_the_database(grove: Grove, place: Place) -> None:
    assert await look_at_janitor(place, grove.clock.now) is None
    await reach(place)
    await look_at_schema(place)
    found = await look_at_janitor(place, grove.clock.now)
    assert found is not None
    assert "never worked" in found.sentence
    await janitor.clean(grove.store, "one")
    for minutes, level in ((0, Level.OK), (1, Level.OK), (5, Level.WARN)):
        grove.clock.advance(minutes=minutes)
        found = await look_at_janitor(place, grove.clock.now)
        assert found is not None
        assert found.level is level
