import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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
    assert re.match(r"arboretum: \S+ is not a healthy database", result.stderr)


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


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def _spoil(statement: str) -> None:
    connection = sqlite3.connect("arboretum-data/trees.db")
    with connection:
        connection.execute(statement)
    connection.close()


def test_an_empty_store_agrees_with_the_facts() -> None:
    assert _run("db", "upgrade").exit_code == 0
    result = _run("db", "check")
    assert (result.exit_code, result.stderr) == (0, "Everything agrees with the facts.\n")


def test_a_check_tells_what_differs_and_changes_nothing_and_a_recount_mends_it() -> None:
    Path("prompts.txt").write_text("Why are leaves green?\n")
    assert _run("import", "prompts.txt", "--prompts", "--lang", "en").exit_code == 0
    _spoil("update message set red_flags = 2")
    for _ in range(2):
        result = _run("db", "check")
        assert result.exit_code == 1
        assert "red_flags=2" in result.stdout
        assert result.stderr == "1 place differs from the facts; `arboretum db recount` mends that.\n"
    mended = _run("db", "recount")
    assert (mended.exit_code, mended.stderr) == (0, "1 place differed from the facts; now everything agrees.\n")
    assert _run("db", "check").exit_code == 0
