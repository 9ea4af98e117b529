import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command as alembic
from alembic.config import Config
from click.testing import CliRunner, Result
from sqlalchemy import Connection

from bots.__main__ import main
from core.store import migrations
from core.store.database import open_database

pytestmark = pytest.mark.usefixtures("nothing_set")


def arboretum(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env=env)


def write(prompt: str) -> None:
    Path("prompts.txt").write_text(prompt)
    assert arboretum("import", "prompts.txt", "--prompts", "--lang", "en").exit_code == 0


def texts(path: str | Path = "arboretum-data/trees.db") -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("select text from message order by text")]


@pytest.fixture(autouse=True)
def saved(nothing_set: None) -> None:
    """A backup of a store with one prompt, which has got another since."""
    write("Why are leaves green?")
    assert arboretum("db", "backup", "saved.db").exit_code == 0
    write("And in autumn?")


def test_a_backup_is_put_back_and_what_was_there_is_kept_and_can_itself_be_put_back() -> None:
    result = arboretum("db", "restore", "saved.db", "--yes")
    assert result.exit_code == 0
    (kept,) = Path("arboretum-data").glob("trees.db.before-restore-*")
    assert result.stdout == f"arboretum-data/trees.db was restored.\nWhat it held before is in {kept}.\n"
    assert texts() == ["Why are leaves green?"]
    assert arboretum("db", "check").exit_code == 0
    assert arboretum("db", "restore", str(kept), "--yes").exit_code == 0
    assert texts() == ["And in autumn?", "Why are leaves green?"]


def test_without_a_yes_nothing_is_replaced() -> None:
    result = arboretum("db", "restore", "saved.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "arboretum: arboretum-data/trees.db holds something. To replace it, say --yes; it is kept beside the new one.\n"
    )
    assert len(texts()) == 2


def test_on_a_new_machine_no_yes_is_needed() -> None:
    env = {"ARBORETUM_HOME": "elsewhere"}
    assert arboretum("db", "upgrade", env=env).exit_code == 0
    result = arboretum("db", "restore", "saved.db", env=env)
    assert (result.exit_code, result.stdout) == (0, "elsewhere/trees.db was restored.\n")
    assert texts("elsewhere/trees.db") == ["Why are leaves green?"]


async def _make_old() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    database = open_database("sqlite:///old.db")

    def first_step(connection: Connection) -> None:
        connection.exec_driver_sql("select 1")  # it is in a transaction, which Alembic isn't to end
        config.attributes["connection"] = connection
        alembic.upgrade(config, "0001")

    await database.run(first_step)
    await database.close()


def test_a_backup_of_an_older_version_is_brought_up_to_date_by_the_next_command() -> None:
    asyncio.run(_make_old())
    result = arboretum("db", "restore", "old.db", "--yes")
    assert result.stdout.splitlines()[-1] == (
        "It was written by an older version of Arboretum: the next command brings it up to date."
    )
    assert arboretum("db", "check").exit_code == 0
    assert texts() == []


def test_nothing_is_replaced_while_somebody_has_it_open() -> None:
    with closing(sqlite3.connect("arboretum-data/trees.db")) as connection:
        connection.execute("select * from message")
        result = arboretum("db", "restore", "saved.db", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "arboretum: arboretum-data/trees.db is in use: stop every process that has it open, then restore.\n"
    )


def test_a_desk_is_put_back_where_desks_are() -> None:
    assert arboretum("chat", "--no-samples").exit_code == 0
    assert arboretum("db", "backup", "both.db", "--desk", "desk.db").exit_code == 0
    result = arboretum("db", "restore", "both.db", "--desk", "desk.db", "--yes")
    assert [line for line in result.stdout.splitlines() if line.endswith("restored.")] == [
        "arboretum-data/desk.db was restored.",
        "arboretum-data/trees.db was restored.",
    ]
    swapped = arboretum("db", "restore", "desk.db", "--yes")
    assert (swapped.exit_code, swapped.stderr) == (1, "arboretum: desk.db is no backup of a tree store.\n")


def test_for_postgresql_its_own_tools_are_named() -> None:
    env = {"ARBORETUM_DATABASE_URL": "postgresql://ada:geheim@localhost/trees"}
    result = arboretum("db", "restore", "saved.db", env=env)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "arboretum: ARBORETUM_DATABASE_URL names a PostgreSQL database: put a dump back with pg_restore --clean "
        "--if-exists --single-transaction, while no process uses it; see Backups in the README.\n"
    )


def test_a_file_that_is_missing_is_named() -> None:
    result = arboretum("db", "restore", "nothing.db", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "arboretum: nothing.db is no backup: name a file that `arboretum db backup` has written.\n"
    )
