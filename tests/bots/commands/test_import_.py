import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main
from core.export.trees import tree_line
from tests.core.export.samples import a_message, a_tree

pytestmark = pytest.mark.usefixtures("nothing_set")

TREE = json.dumps(tree_line(a_tree()))


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["import", *arguments], input=stdin)


def test_a_file_goes_in_and_may_be_imported_again() -> None:
    Path("trees.jsonl").write_text(TREE)
    first, second = run("trees.jsonl"), run("trees.jsonl")
    assert (first.exit_code, first.output) == (0, "Stored: 3 messages in 1 tree.\n")
    assert second.output == "Stored: 0 messages in 0 trees.\nIn the store already: 3 messages.\n"


def test_standard_input_is_a_file() -> None:
    assert run("-", stdin=TREE).stdout == "Stored: 3 messages in 1 tree.\n"


def test_bad_lines_are_told_by_number_and_reason_and_make_the_status_1() -> None:
    Path("trees.jsonl").write_text(f"nonsense\n{TREE}\n")
    result = run("trees.jsonl")
    assert (result.exit_code, result.stdout) == (1, "Stored: 3 messages in 1 tree.\n")
    assert result.stderr == ("trees.jsonl:1: not JSON: Expecting value at character 1\nRefused: 1 line or message.\n")


def test_strict_and_dry_runs_store_nothing_and_say_so() -> None:
    Path("bad.jsonl").write_text(f"nonsense\n{TREE}\n")
    Path("good.jsonl").write_text(TREE)
    strict = run("bad.jsonl", "--strict")
    assert (strict.exit_code, strict.stdout) == (1, "Nothing was stored, because something was refused.\n")
    assert run("good.jsonl", "--dry-run").output == "Would be stored: 3 messages in 1 tree.\n"
    assert run("good.jsonl").output == "Stored: 3 messages in 1 tree.\n"


def test_what_single_people_did_is_said_to_stay_out() -> None:
    tree = a_tree(a_message(1, events={"emoji": [{"type": "emoji", "emoji": "+1"}]}), a_message(2, 1))
    Path("trees.jsonl").write_text(json.dumps(tree_line(tree)))
    for arguments in (["--dry-run"], []):
        told = run("trees.jsonl", *arguments).stdout.splitlines()
        assert told[1:] == ["Means and counts only, and not who did what: 1 message."]


def test_prompts_come_one_per_line_or_per_paragraph() -> None:
    Path("prompts.txt").write_text("Eins,\nzwei?\n\nDrei?\n")
    lines = run("prompts.txt", "--prompts", "--lang", "de", "--dry-run")
    paragraphs = run("prompts.txt", "--prompts", "--lang", "de", "--paragraphs")
    assert lines.output == "Would be stored: 3 messages in 3 trees.\n"
    assert paragraphs.output == "Stored: 2 messages in 2 trees.\n"


def test_trees_without_a_state_can_be_activated() -> None:
    Path("plain.jsonl").write_text(json.dumps(tree_line(a_tree(a_message(1), a_message(2, 1), state=None))))
    assert run("plain.jsonl", "--activate", "1").exit_code == 0
    exported = CliRunner().invoke(main, ["export", "--state", "ready_for_export"])
    assert json.loads(exported.stdout)["tree_state"] == "ready_for_export"


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["nothing.jsonl"], 1, "arboretum: nothing.jsonl can't be read: No such file or directory."),
        (["a.txt", "--prompts"], 2, "--prompts and --lang go together"),
        (["a.txt", "--lang", "de"], 2, "--prompts and --lang go together"),
        (["a.txt", "--paragraphs"], 2, "--paragraphs goes with --prompts"),
        (["a.txt", "--origin", "x" * 65], 2, "--origin takes up to 64 characters"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(arguments: list[str], status: int, sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert sentence in result.stderr
