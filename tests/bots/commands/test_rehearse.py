import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main
from bots.rehearse.through import VENUES
from tests.bots.rehearse.datasets import TWINS, write_dataset

pytestmark = pytest.mark.usefixtures("nothing_set")


def rehearse(*options: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", *options])


def test_it_ends_with_a_table_and_leaves_nothing_behind() -> None:
    result = rehearse("--people", "4", "--tasks", "6", "--languages", "de")
    assert result.exit_code == 0
    assert "broken invariants" in result.output
    assert "6 in " in result.output
    assert list(Path().iterdir()) == []


def test_it_writes_what_has_grown_and_compares_it(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "messages.jsonl", TWINS)
    result = rehearse("--people", "9", "--dataset", str(dataset), "--export", "out.jsonl", "--compare")
    assert result.exit_code == 0, result.output
    (line,) = Path("out.jsonl").read_text().splitlines()
    assert json.loads(line)["prompt"]["text"] == TWINS["text"]


def test_a_difference_is_told_and_makes_the_status_1(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "messages.jsonl", TWINS)
    result = rehearse("--people", "9", "--dataset", str(dataset), "--tasks", "2", "--compare")
    assert result.exit_code == 1
    assert f"the tree ended in initial_prompt_review: {TWINS['text']}" in result.output


def test_lines_that_cannot_be_regrown_are_told_by_number(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "messages.jsonl", TWINS)
    dataset.write_text(dataset.read_text() + "no message\n")
    result = rehearse("--people", "3", "--dataset", str(dataset), "--tasks", "1")
    assert result.stderr.startswith(f"{dataset}:7: left out: not JSON")


def test_rules_are_tried_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "rules.json").write_text('{"reviews_prompt": 1, "reviews_reply": 1, "max_children": 1}')
    result = rehearse("--people", "2", "--tasks", "2", "--policy", str(tmp_path / "rules.json"), "--languages", "en")
    assert result.exit_code == 0
    assert "needed by the policy │ 2" in result.output
    (tmp_path / "rules.json").write_text('{"max_depht": 1}')
    result = rehearse("--policy", str(tmp_path / "rules.json"))
    assert result.exit_code == 2
    assert "did you mean MAX_DEPTH?" in result.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--compare"], "--compare goes with --dataset."),
        (["--languages", "tlh"], "There are no words for tlh, only for en, de."),
        (["--careful", "0", "--hasty", "0", "--spamming", "0", "--absent", "0"], "Somebody must take part"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(options: list[str], sentence: str) -> None:
    result = rehearse(*options)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_dataset_that_is_not_there_or_empty_is_named(tmp_path: Path) -> None:
    assert (
        rehearse("--dataset", "nowhere.jsonl").stderr
        == "arboretum: nowhere.jsonl can't be read: No such file or directory.\n"
    )
    (tmp_path / "empty.jsonl").touch()
    assert "holds no conversation" in rehearse("--dataset", str(tmp_path / "empty.jsonl")).stderr


def test_a_database_can_be_named_but_must_be_empty() -> None:
    options = ("--people", "3", "--tasks", "2", "--database", "sqlite:///kept.db")
    assert rehearse(*options).exit_code == 0
    assert Path("kept.db").exists()
    result = rehearse(*options)
    assert result.exit_code == 1
    assert "a rehearsal needs an empty one" in result.stderr


def test_a_platform_is_one_that_there_is() -> None:
    result = rehearse("--through", "gopher")
    assert result.exit_code == 2
    assert "--through knows discord, telegram, and not gopher." in result.stderr


def test_people_can_be_on_a_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    result = rehearse("--through", "discord", "--people", "3", "--tasks", "3")
    assert result.exit_code == 0, result.output
    assert list(Path().iterdir()) == []
    monkeypatch.setitem(VENUES, "discord", "tests.venues.nowhere")
    result = rehearse("--through", "discord")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "needs a source checkout" in result.stderr
