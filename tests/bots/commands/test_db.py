import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.__main__ import main

pytestmark = pytest.mark.usefixtures("nothing_set")


def test_upgrade_makes_a_database_and_may_be_repeated() -> None:
    for _ in range(2):
        result = CliRunner().invoke(main, ["db", "upgrade"])
        assert (result.exit_code, result.output) == (0, "The database is up to date.\n")
    with sqlite3.connect("arboretum-data/trees.db") as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    connection.close()
    assert {"tree", "message", "opening"} <= tables


def test_a_file_that_is_no_database_is_refused_in_one_sentence() -> None:
    Path("trees.db").write_text("once upon a time, there was no database in this file at all\n" * 40)
    result = CliRunner().invoke(main, ["db", "upgrade"], env={"ARBORETUM_DATABASE_URL": "sqlite:///trees.db"})
    assert result.exit_code == 1
    assert result.stderr.startswith("arboretum: This file is not a healthy database")


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is() -> None:
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    connection = sqlite3.connect("arboretum-data/trees.db")
    with connection:
        connection.execute("update alembic_version set version_num = '9999'")
    result = CliRunner().invoke(main, ["db", "upgrade"])
    assert result.exit_code == 1
    assert "newer version of Arboretum" in result.stderr
    assert connection.execute("select version_num from alembic_version").fetchone() == ("9999",)
    connection.close()
