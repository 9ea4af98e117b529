from pathlib import Path

import pytest

from bots.commands.files import database_file, database_files
from bots.failures import Impossible
from core.settings import load_settings

pytestmark = pytest.mark.usefixtures("nothing_set")


def test_files_stand_where_the_addresses_say() -> None:
    settings = load_settings(database_url="sqlite:////var/lib/trees.db", desk_url="sqlite+aiosqlite:///desk.db")
    assert database_file(settings, "database_url", "") == Path("/var/lib/trees.db")
    assert database_files(settings) == [Path("/var/lib/trees.db"), Path("desk.db")]


def test_postgresql_has_no_file_and_what_to_use_otherwise_is_said() -> None:
    settings = load_settings(desk_url="postgresql://ada:geheim@localhost/desk")
    with pytest.raises(Impossible) as caught:
        database_file(settings, "desk_url", "ask pg_dump")
    assert str(caught.value) == (
        "ARBORETUM_DESK_URL names a PostgreSQL database: ask pg_dump; see Backups in the README."
    )
    assert database_files(settings) == [Path("arboretum-data/trees.db")]
