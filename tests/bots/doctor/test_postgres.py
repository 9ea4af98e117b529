from datetime import UTC, datetime, timedelta

import pytest

from bots.doctor.finding import Level
from bots.doctor.place import Place
from bots.doctor.postgres import (
    OLDEST,
    Safety,
    judge_safety,
    judge_skew,
    judge_version,
    look_at_safety,
    look_at_skew,
    look_at_version,
)
from core.store.store import utc_now
from tests.fakes.postgres import Postgres

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "synchronous_standby_names": ""}
WAITING = SAFE | {"synchronous_standby_names": "ANY 1 (*)"}
SYNC, ASYNC, UNTOLD = ("elm", "sync"), ("oak", "async"), ("ash", None)


def test_a_version_that_is_not_maintained_any_more_is_doubtful() -> None:
    assert judge_version(OLDEST * 10000 + 3).level is Level.OK
    found = judge_version(120022)
    assert (found.level, found.sentence) == (
        Level.WARN,
        "The server is PostgreSQL 12, which is not maintained any more.",
    )


@pytest.mark.parametrize(
    ("apart", "level"),
    [
        (0, Level.OK),
        (2, Level.OK),
        (-2, Level.OK),
        (3, Level.WARN),
        (-60, Level.WARN),
        (61, Level.FAIL),
        (-3600, Level.FAIL),
    ],
)
def test_clocks_that_are_apart_are_told_the_farther_the_worse(apart: int, level: Level) -> None:
    found = judge_skew(NOON + timedelta(seconds=apart), NOON, NOON)
    assert found.level is level
    assert (f"{abs(apart):,} seconds apart" in found.sentence) is (level is not Level.OK)


def test_the_way_to_the_server_and_back_is_no_difference() -> None:
    for seconds in (0, 15, 30):
        assert judge_skew(NOON + timedelta(seconds=seconds), NOON, NOON + timedelta(seconds=30)).level is Level.OK


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_acknowledges_too_early_breaks_the_promise(name: str) -> None:
    found = judge_safety(Safety(SAFE | {name: "off"}, [SYNC]))
    assert found.level is Level.FAIL
    assert found.sentence.startswith(f"{name} is off")


@pytest.mark.parametrize(
    ("settings", "standbys", "level", "told"),
    [
        (SAFE, [], Level.OK, "on the disk of the server, which has no standby"),
        (SAFE, [ASYNC], Level.OK, "its standbys are not waited for: oak (async)"),
        (WAITING, [SYNC, ASYNC], Level.OK, "of its standbys: elm (sync), oak (async)"),
        (WAITING, [("elm", "quorum")], Level.OK, "elm (quorum)"),
        (WAITING | {"synchronous_commit": "local"}, [SYNC], Level.WARN, "nobody waits for elm (sync)"),
        (WAITING, [ASYNC], Level.FAIL, "a standby that is not connected (oak (async))"),
        (WAITING, [], Level.FAIL, "a standby that is not connected (there is none)"),
        (WAITING, [UNTOLD], Level.WARN, "not told to this user: ash (not told)"),
    ],
)
def test_what_survives_is_told_by_the_state_of_the_standbys(
    settings: dict[str, str], standbys: list[tuple[str, str | None]], level: Level, told: str
) -> None:
    found = judge_safety(Safety(settings, standbys))
    assert found.level is level
    assert told in found.sentence


@pytest.mark.parametrize(
    ("settings", "standbys", "level"),
    [
        (WAITING, [SYNC], Level.OK),
        (SAFE, [ASYNC], Level.FAIL),
        (WAITING | {"synchronous_commit": "local"}, [SYNC], Level.FAIL),
        (WAITING | {"synchronous_standby_names": "ANY 2 (*)"}, [SYNC], Level.FAIL),
    ],
)
def test_where_a_standby_is_required_a_receipt_must_mean_two_disks(
    settings: dict[str, str], standbys: list[tuple[str, str | None]], level: Level
) -> None:
    assert judge_safety(Safety(settings, standbys), required=True).level is level


async def test_a_file_has_no_standby(sqlite_place: Place) -> None:
    found = await look_at_safety(sqlite_place, required=True)
    assert found is not None
    assert found.level is Level.FAIL


async def test_a_real_server_can_be_asked_all_of_it(postgres_place: Place) -> None:
    version, skew = await look_at_version(postgres_place), await look_at_skew(postgres_place, utc_now)
    assert version is not None
    assert "The server is PostgreSQL" in version.sentence
    assert skew is not None
    assert skew.level is Level.OK


async def test_a_clock_of_ours_that_is_wrong_is_seen_by_the_server_s(postgres_place: Place) -> None:
    found = await look_at_skew(postgres_place, lambda: utc_now() - timedelta(hours=1))
    assert found is not None
    assert found.level is Level.FAIL


async def test_the_settings_of_a_real_server_are_read(postgres: Postgres, postgres_place: Place) -> None:
    database = postgres_place.url.database
    postgres.execute(f"alter database {database} set synchronous_commit = off")
    try:
        found = await look_at_safety(postgres_place)
    finally:
        postgres.execute(f"alter database {database} reset synchronous_commit")
    assert found is not None
    assert found.level is Level.FAIL
    assert "synchronous_commit" in found.sentence


async def test_a_file_and_a_server_that_can_not_be_reached_are_not_asked(
    sqlite_place: Place, postgres_place: Place
) -> None:
    await postgres_place.close()
    for place in (sqlite_place, postgres_place):
        assert await look_at_version(place) is None
        assert await look_at_skew(place, utc_now) is None
        assert await look_at_safety(place) is None
