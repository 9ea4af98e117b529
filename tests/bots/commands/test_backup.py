import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main
from bots.desk.desk import Desk

pytestmark = pytest.mark.usefixtures("nothing_set")

POSTGRES = {"ARBORETUM_DATABASE_URL": "postgresql://ada:geheim@localhost/trees"}


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, ["db", "backup", *arguments], env=env)


@pytest.fixture(autouse=True)
def data(nothing_set: None) -> None:
    """A store with one prompt, and an empty desk."""
    Path("prompts.txt").write_text("Why are leaves green?\n")
    assert CliRunner().invoke(main, ["import", "prompts.txt", "--prompts", "--lang", "en"]).exit_code == 0

    async def make_desk() -> None:
        await (await Desk.open("sqlite:///arboretum-data/desk.db")).close()

    asyncio.run(make_desk())


def texts(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("select text from message")]


def test_the_tree_store_is_copied_into_a_file() -> None:
    result = run("copy.db")
    assert result.exit_code == 0
    assert (
        result.stdout == f"arboretum-data/trees.db was copied to copy.db ({Path('copy.db').stat().st_size:,} bytes).\n"
    )
    assert texts("copy.db") == ["Why are leaves green?"]


def test_with_the_desk_there_are_two_files() -> None:
    result = run("copy.db", "--desk", "desk copy.db")
    assert [line.split(" was copied")[0] for line in result.stdout.splitlines()] == [
        "arboretum-data/desk.db",
        "arboretum-data/trees.db",
    ]
    with closing(sqlite3.connect("desk copy.db")) as connection:
        assert connection.execute("select count(*) from inbox").fetchone() == (0,)


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        ([], 2, "Missing argument 'FILE'"),
        (["."], 2, "File '.' is a directory"),
        (["nowhere/copy.db"], 1, "arboretum: There is no folder nowhere: make it, or name another one."),
        (["arboretum-data/trees.db"], 1, "arboretum: arboretum-data/trees.db is a database of this installation"),
        (["arboretum-data/desk.db"], 1, "arboretum: arboretum-data/desk.db is a database of this installation"),
        (["prompts.txt"], 1, "arboretum: prompts.txt is no backup that could be replaced"),
        (["copy.db", "--desk", "copy.db"], 2, "FILE and --desk need two different files"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(arguments: list[str], status: int, sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert sentence in result.stderr


def test_a_store_that_was_never_opened_is_not_made() -> None:
    result = run("copy.db", env={"ARBORETUM_DATABASE_URL": "sqlite:///other.db"})
    assert (result.exit_code, result.stderr) == (1, "arboretum: There is no database other.db.\n")
    assert not Path("other.db").exists()


def test_for_postgresql_its_own_tools_are_named_and_no_password() -> None:
    result = run("copy.db", env=POSTGRES)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "arboretum: ARBORETUM_DATABASE_URL names a PostgreSQL database: back it up with pg_dump --format=custom, "
        "or by base backups with an archive of its log; see Backups in the README.\n"
    )
