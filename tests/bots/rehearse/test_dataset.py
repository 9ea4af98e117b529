import json
from pathlib import Path

import pytest

from bots.rehearse.dataset import LeftOut, read_dataset
from tests.bots.rehearse.datasets import ORCHARD, TWINS, write_dataset


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "messages.jsonl", ORCHARD, TWINS)


def change(file: Path, number: int, **fields: object) -> None:
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    lines[number - 1] |= fields
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_conversations_are_found_in_the_order_of_their_prompts(file: Path) -> None:
    dataset = read_dataset(str(file))
    assert [root.text for root in dataset.roots] == [ORCHARD["text"], TWINS["text"]]
    assert (dataset.languages, dataset.depth, dataset.left_out) == (("en",), 3, ())
    assert len(dataset.messages) == 17


def test_replies_may_come_before_what_they_answer(file: Path) -> None:
    expected = read_dataset(str(file))
    file.write_text("".join(reversed(file.read_text().splitlines(keepends=True))))
    assert read_dataset(str(file)).messages.keys() == expected.messages.keys()


def test_an_orphan_is_left_out_by_its_line_with_all_below_it(file: Path) -> None:
    change(file, 2, parent_id="00000000-0000-4000-8000-000000000000")
    dataset = read_dataset(str(file))
    assert [one.line for one in dataset.left_out] == [2, 3, 4, 5]
    assert "00000000-0000-4000-8000-000000000000 is not there" in dataset.left_out[0].reason


def test_what_hangs_on_a_rejected_message_can_never_be_written(file: Path) -> None:
    change(file, 3, review_result=False)
    assert [(one.line, one.reason.endswith("was rejected")) for one in read_dataset(str(file)).left_out] == [(4, True)]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": " "}, "text is empty"),
        ({"text": "white space after it "}, "white space"),
        ({"role": "prompter"}, "the role of its parent"),
        ({"message_id": "seven"}, "not a UUID"),
    ],
)
def test_what_no_store_would_hold_like_this_is_left_out(file: Path, fields: dict[str, object], reason: str) -> None:
    change(file, 6, **fields)
    (left_out,) = read_dataset(str(file)).left_out
    assert left_out.line == 6
    assert reason in left_out.reason


def test_lines_that_are_no_json_are_left_out(file: Path) -> None:
    file.write_text("{\n" + file.read_text())
    dataset = read_dataset(str(file))
    assert dataset.left_out[0] == LeftOut(1, dataset.left_out[0].reason)
    assert len(dataset.messages) == 17
