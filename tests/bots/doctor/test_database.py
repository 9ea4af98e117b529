import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bots.doctor.database import look_at_schema, reach
from bots.doctor.finding import Level
from bots.doctor.place import Place
from core.store import migrations
from core.store.database import open_database
from tests.fakes.postgres import Postgres
from tests.fakes.rights import without_rights
from tests.fakes.tables import trees_at

PASSWORD = "geheim"


def place_at(path: Path) -> Place:
    return Place.of("tree store", "database_url", f"sqlite:///{path}", migrations)


def place_on(postgres: Postgres, **changed: str) -> Place:
    url = postgres.url.set(**changed).render_as_string(hide_password=False)  # type: ignore[arg-type]
    return Place.of("tree store", "database_url", url, migrations)


async def alter(url: str, statement: str) -> None:
    database = open_database(url)
    await database.run(lambda connection: connection.execute(text(statement)))
    await database.close()


# reach


async def test_a_database_that_can_be_written_is_well_and_stays_open_for_the_looks_that_follow(place: Place) -> None:
    found = await reach(place)
    assert found.level is Level.OK
    assert place.open is not None


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    place = place_at(folder / "trees.db")
    found = await reach(place)
    assert found.level is Level.WARN
    assert "ARBORETUM_DATABASE_URL" in found.advice
    assert not folder.exists()
    assert place.open is None


async def test_a_file_that_can_not_be_made_is_broken(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    found = await reach(place_at(tmp_path / "data" / "trees.db"))
    assert found.level is Level.FAIL
    assert "can't be made" in found.sentence


async def test_a_folder_without_the_right_to_write_is_broken(open_folder: Path) -> None:
    with without_rights(open_folder):
        found = await reach(place_at(open_folder / "trees.db"))
    assert found.level is Level.FAIL
    assert "can't be made" in found.sentence


async def test_a_file_without_the_right_to_write_is_broken(open_folder: Path) -> None:
    path = open_folder / "trees.db"
    trees_at(path)
    path.chmod(0o444)
    place = place_at(path)
    with without_rights(open_folder):
        found = await reach(place)
    await place.close()
    assert (found.level, found.sentence) == (Level.FAIL, f"sqlite:///{path} can't be opened for writing.")
    assert found.advice == "See to the folder, its owner and its rights, and to ARBORETUM_DATABASE_URL."


async def test_a_file_that_is_no_database_is_broken(tmp_path: Path) -> None:
    (tmp_path / "trees.db").write_text("once upon a time " * 100)
    found = await reach(place_at(tmp_path / "trees.db"))
    assert found.level is Level.FAIL
    assert "is not a healthy database" in found.sentence


async def test_a_server_that_is_not_there_is_broken_and_the_password_not_told(postgres: Postgres) -> None:
    found = await reach(Place.of("desk", "desk_url", f"postgresql://ada:{PASSWORD}@127.0.0.1:1/desk", migrations))
    assert found.level is Level.FAIL
    assert found.sentence == "postgresql://ada:***@127.0.0.1:1/desk can't be reached."
    assert found.advice == "See to the server, and to ARBORETUM_DESK_URL."


async def test_a_database_that_the_server_does_not_have_is_named(postgres: Postgres) -> None:
    found = await reach(place_on(postgres, database="nowhere"))
    assert found.level is Level.FAIL
    assert found.sentence.startswith("The database nowhere is not there")


async def test_a_user_whom_the_server_does_not_know_is_told_and_not_the_password(postgres: Postgres) -> None:
    found = await reach(place_on(postgres, username="nobody", password=PASSWORD))
    assert found.level is Level.FAIL
    assert "does not let this user in" in found.sentence
    assert PASSWORD not in str(found)


@pytest.fixture
def guest(postgres: Postgres) -> Iterator[str]:
    """The name of a user who owns nothing."""
    name = f"guest_{uuid4().hex}"
    postgres.execute(f"create role {name} login password '{PASSWORD}'")
    yield name
    postgres.execute(f"drop role {name}")


async def test_a_user_who_may_not_make_tables_is_told(postgres: Postgres, postgres_url: str, guest: str) -> None:
    database = postgres_url.partition("?")[0].rpartition("/")[2]
    place = place_on(postgres, database=database, username=guest, password=PASSWORD)
    found = await reach(place)
    await place.close()
    assert found.level is Level.FAIL
    assert found.sentence.endswith("can be read, but its user may not make tables in it.")


async def test_a_server_that_only_reads_is_broken(postgres: Postgres, postgres_url: str) -> None:
    database = postgres_url.partition("?")[0].rpartition("/")[2]
    postgres.execute(f"alter database {database} set default_transaction_read_only = on")
    place = place_on(postgres, database=database)
    found = await reach(place)
    await place.close()
    assert found.level is Level.FAIL
    assert found.sentence.endswith("can be read, but its transactions are read-only.")


# tables


async def test_a_database_that_can_not_be_reached_has_no_tables_to_look_at(place: Place) -> None:
    assert await look_at_schema(place) is None


async def test_tables_of_this_version_are_well(place: Place) -> None:
    await reach(place)
    found = await look_at_schema(place)
    assert found is not None
    assert (found.level, place.current) == (Level.OK, True)


@pytest.mark.parametrize(
    ("revision", "level", "told"),
    [("9999", Level.FAIL, "A newer version"), ("0001", Level.WARN, "An older version")],
)
async def test_tables_of_another_version_are_told_with_what_to_do(
    copied_sqlite: str, revision: str, level: Level, told: str
) -> None:
    await alter(copied_sqlite, f"update alembic_version set version_num = '{revision}'")
    place = Place.of("tree store", "database_url", copied_sqlite, migrations)
    await reach(place)
    found = await look_at_schema(place)
    await place.close()
    assert found is not None
    assert (found.level, place.current) == (level, False)
    assert found.sentence.startswith(told)
    assert f"(schema {revision})" in found.sentence


async def test_a_database_without_tables_is_told_and_left_so(tmp_path: Path) -> None:
    path = tmp_path / "trees.db"
    path.touch()
    place = place_at(path)
    await reach(place)
    found = await look_at_schema(place)
    await place.close()
    assert found is not None
    assert found.level is Level.WARN
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select count(*) from sqlite_schema").fetchone() == (0,)
