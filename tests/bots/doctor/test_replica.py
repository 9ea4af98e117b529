import pytest

import core.store.migrations
from bots.doctor.finding import Level
from bots.doctor.place import Place
from bots.doctor.replica import judge_replica, look_at_replica
from core.store.replica import Bearing, Standing
from tests.fakes.api import settings
from tests.fakes.servers import Pair


@pytest.mark.parametrize(
    ("found", "level", "told"),
    [
        (Bearing(Standing.FOLLOWS, 0.25), Level.OK, "It follows, 0.2 seconds behind"),
        (Bearing(Standing.FOLLOWS), Level.OK, "It follows: boards"),
        (Bearing(Standing.BEHIND, 90.4), Level.WARN, "It is 90 seconds behind"),
        (Bearing(Standing.BEHIND), Level.WARN, "It is far behind"),
        (Bearing(Standing.AWAY), Level.WARN, "It can't be reached"),
        (Bearing(Standing.LEADS), Level.FAIL, "two servers go different ways"),
        (Bearing(Standing.FOREIGN), Level.FAIL, "of another server"),
    ],
)
def test_how_a_replica_stands_is_told(found: Bearing, level: Level, told: str) -> None:
    finding = judge_replica(found)
    assert finding.level is level
    assert told in finding.sentence
    assert (finding.advice == "") is (level is Level.OK)


async def test_a_replica_that_follows_is_well_and_that_of_another_server_broken(
    servers: Pair, postgres_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.replica.PATIENCE", 30.0)
    with servers.database() as url:
        servers.until_followed()
        given = settings(database_url=url, replica_url=servers.on_follower(url))
        place = Place.of("tree store", "database_url", url, core.store.migrations)
        place.connect()
        found = [await look_at_replica(one, given) for one in (place, postgres_place)]
        await place.close()
    assert [one.level for one in found if one] == [Level.OK, Level.FAIL]


async def test_where_none_is_set_there_is_nothing_to_look_at(postgres_place: Place) -> None:
    assert await look_at_replica(postgres_place, settings()) is None
