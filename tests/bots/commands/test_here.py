from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main

pytestmark = pytest.mark.usefixtures("nothing_set")

LOOKING = (["stats"], ["export"], ["db", "check"], ["db", "recount"], ["key", "list"])
NEW = "There was no database {} yet: an empty one is made.\n"


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.mark.parametrize("arguments", LOOKING, ids=" ".join)
def test_whoever_looks_where_nothing_is_hears_so_for_it_may_be_the_wrong_folder(arguments: list[str]) -> None:
    first, second = run(*arguments), run(*arguments)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stderr.startswith(NEW.format("arboretum-data/trees.db"))
    assert "There was no database" not in second.stderr


def test_an_import_begins_a_database_without_a_word() -> None:
    Path("prompts.txt").write_text("Why are leaves green?\n")
    assert run("import", "prompts.txt", "--prompts", "--lang", "en").stderr == ""


@pytest.mark.parametrize("arguments", LOOKING, ids=" ".join)
def test_where_a_central_store_is_set_it_is_said_that_another_one_is_looked_at(arguments: list[str]) -> None:
    assert "not about the central store" not in run(*arguments).stderr
    told = run(*arguments, ARBORETUM_STORE_URL="https://trees.example.org")
    assert told.exit_code == 0
    assert told.stderr.startswith("This is about the database of this machine, not about the central store that ")
