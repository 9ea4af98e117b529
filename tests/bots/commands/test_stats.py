import asyncio
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main
from core.store.store import Store
from tests.core.export.samples import a_message, a_tree, planted


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["stats", *arguments])


async def plant_trees(url: str) -> None:
    store = await Store.open(url, durable=False)
    await planted(store, a_tree(), a_tree(a_message(10, lang="pt-BR")), a_tree(a_message(11, lang="pt-BR")))
    await store.close()


@pytest.fixture
def trees(nothing_set: None, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection of three old trees in two languages, in a database of each kind."""
    monkeypatch.setenv("ARBORETUM_DATABASE_URL", database_url)
    asyncio.run(plant_trees(database_url))


@pytest.mark.usefixtures("trees")
def test_every_language_is_shown_or_one() -> None:
    everything, one = run(), run("--lang", "pt-br")
    assert (everything.exit_code, one.exit_code) == (0, 0)
    rows = [line.split() for line in everything.output.splitlines() if line]
    assert [row[0] for row in rows if row[0] in ("en", "pt-BR")] == ["pt-BR", "en"] * 3
    assert "\nen" not in one.output
    assert max(map(len, everything.output.splitlines())) <= 80


@pytest.mark.usefixtures("trees")
def test_machines_get_one_object() -> None:
    found = json.loads(run("--json").stdout)
    assert list(found) == ["at", "languages", "messages_per_day"]
    assert list(found["languages"]) == ["pt-BR", "en"]
    english = found["languages"]["en"]
    assert english["trees"] == {"ready_for_export": 1}
    assert (english["messages"], english["accepted"]) == (3, 3)
    assert [one["kind"] for one in english["wanted"]] == ["initial_prompt"]
    assert found["messages_per_day"] == {}
    assert sum(map(len, json.loads(run("--json", "--days", "3660").stdout)["messages_per_day"].values())) == 2


@pytest.mark.usefixtures("trees")
@pytest.mark.parametrize("name", ["plot.png", "plot.svg"])
def test_a_plot_goes_into_a_file(name: str) -> None:
    result = run("--plot", name, "--days", "3660")
    assert (result.exit_code, result.stderr) == (0, f"The plot is in {name}.\n")
    assert Path(name).stat().st_size > 1000


@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [([], "There is nothing in the collection yet.\n"), (["--lang", "DE"], "There is nothing in de yet.\n")],
)
def test_an_empty_collection_is_told_in_a_sentence(arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (0, sentence)


@pytest.mark.usefixtures("nothing_set")
def test_without_its_extra_a_plot_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run("--plot", "plot.png")
    assert result.exit_code == 1
    assert result.stderr == "arboretum: A plot needs matplotlib: install the extra, arboretum[plot].\n"


@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--plot", "plot.jpg"], 2, "plot.jpg can't be a plot: name a file that ends in .png or .svg."),
        (["--plot", "nowhere/plot.svg"], 1, "arboretum: There is no folder nowhere: make it, or name another one."),
        (["--lang", "the tongue of angels"], 2, "'the tongue of angels' is not the tag of a language: write"),
        (["--days", "0"], 2, "0 is not in the range"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(arguments: list[str], status: int, sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert sentence in result.stderr


def test_help_needs_neither_the_store_nor_matplotlib() -> None:
    assert "--plot FILE" in run("--help").output
