import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bots.doctor.finding import Level
from bots.doctor.place import Place
from bots.doctor.sqlite_file import judge_journal, look_at_journal, look_at_pages
from core.store import migrations


async def test_a_whole_file_with_a_log_is_well(sqlite_place: Place) -> None:
    for found in (await look_at_pages(sqlite_place), await look_at_journal(sqlite_place)):
        assert found is not None
        assert found.level is Level.OK


@pytest.mark.parametrize("mode", ["delete", "memory", "off"])
def test_a_file_system_without_a_log_is_broken(mode: str) -> None:
    found = judge_journal(mode)
    assert found.level is Level.FAIL
    assert mode in found.sentence


async def test_a_damaged_page_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "trees.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table note (text)")
        connection.executemany("insert into note values (?)", [("x" * 3000,) for _ in range(30)])
    with path.open("r+b") as file:
        file.seek(4096 * 10)
        file.write(b"nonsense" * 512)
    place = Place.of("tree store", "database_url", f"sqlite:///{path}", migrations)
    place.connect()
    found = await look_at_pages(place)
    await place.close()
    assert found is not None
    assert found.level is Level.FAIL
    assert "arboretum db restore" in found.advice


async def test_other_databases_and_those_that_are_not_open_have_no_such_file(
    postgres_place: Place, sqlite_place: Place
) -> None:
    await sqlite_place.close()
    for place in (postgres_place, sqlite_place):
        assert await look_at_pages(place) is None
        assert await look_at_journal(place) is None
