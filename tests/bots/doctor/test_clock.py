from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.desk import migrations as desk_migrations
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival, keep
from bots.dialogue.events import Said
from bots.doctor.clock import MADE, TOLERANCE, judge_clock, look_at_clock
from bots.doctor.database import look_at_schema, reach
from bots.doctor.finding import Level
from bots.doctor.place import Place
from core.domain.person import Identity
from core.domain.task import Kind
from tests.fakes.grove import Grove

NOW = MADE + timedelta(days=10)


@pytest.mark.parametrize(
    ("now", "newest", "level"),
    [
        (NOW, None, Level.OK),
        (NOW, NOW, Level.OK),
        (NOW, NOW + TOLERANCE, Level.OK),
        (NOW, NOW + TOLERANCE + timedelta(seconds=1), Level.FAIL),
        (datetime(1970, 1, 1, tzinfo=UTC), None, Level.FAIL),
        (MADE - timedelta(seconds=1), None, Level.FAIL),
        (NOW.replace(tzinfo=None), None, Level.FAIL),
    ],
)
def test_a_clock_is_right_if_it_is_after_this_program_and_all_that_was_written(
    now: datetime, newest: datetime | None, level: Level
) -> None:
    found = judge_clock(now, newest)
    assert found.level is level
    assert bool(found.advice) is (level is Level.FAIL)


async def opened(place: Place) -> Place:
    await reach(place)
    await look_at_schema(place)
    return place


async def test_the_newest_row_of_the_tree_store_is_what_it_is_compared_with(grove: Grove, place: Place) -> None:
    await opened(place)
    assert (await look_at_clock(lambda: NOW, [place])).level is Level.OK
    grove.clock.advance(days=365)  # a good while after this program was made
    await grove.take(await grove.join("ada"), Kind.INITIAL_PROMPT)
    found = await look_at_clock(lambda: NOW, [place])
    assert found.level is Level.FAIL
    assert f"{grove.clock.now():%Y-%m-%d %H:%M} UTC" in found.sentence
    assert (await look_at_clock(grove.clock.now, [place])).level is Level.OK


async def test_the_newest_event_of_the_desk_counts_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    desk = await Desk.open(url)
    arrivals = [Arrival("1", Said("Hello"))]
    late = NOW + timedelta(hours=1)
    await desk.run(lambda connection: keep(connection, Identity("test", "ada"), arrivals, late))
    await desk.close()
    place = await opened(Place.of("desk", "desk_url", url, desk_migrations))
    assert (await look_at_clock(lambda: NOW, [place])).level is Level.FAIL
    await place.close()


async def test_a_database_that_is_not_open_or_has_other_tables_is_not_asked(place: Place) -> None:
    assert (await look_at_clock(lambda: NOW, [place])).level is Level.OK
