import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.export.graft import Refused
from core.export.messages import flat, message_lines
from core.export.spool import Spool
from core.export.trees import tree_line
from tests.core.export.samples import a_message, a_tree, uuid


@pytest.fixture
def spool() -> Iterator[Spool]:
    spool = Spool()
    yield spool
    spool.close()


def fill(spool: Spool, folder: Path, *lines: Any) -> list[Refused]:
    path = folder / "file"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    refused: list[Refused] = []
    spool.fill(str(path), refused.append, lambda count: None)
    return refused


def test_a_tree_may_be_scattered_over_the_file(spool: Spool, tmp_path: Path) -> None:
    other = tree_line(a_tree(a_message(5)))
    first, second, third = message_lines(a_tree())
    assert fill(spool, tmp_path, third, other, first, second) == []
    grafted = list(spool.trees())
    assert [one.tree and one.tree.messages for one in grafted] == [a_tree().messages, (a_message(5),)]
    assert grafted[0].line_of == {uuid(2): 1, uuid(1): 3, uuid(3): 4}
    assert spool.messages == 4


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: Expecting property name"),
        ("[]", "not a JSON object"),
        ('{"a": NaN}', "not JSON: NaN is no number"),
        ("9" * 5000, "not JSON: a number of too many digits"),
        ("[" * 100_000, "nested too deeply"),
        ("{}", "message_id is missing"),
        (flat(a_message(2), None) | {"message_tree_id": uuid(1)}, "message_tree_id is not the id of the root"),
        (flat(a_message(2, 3), None) | {"message_tree_id": uuid(2)}, "the root has a parent"),
        ({"thread_id": uuid(1), "thread": []}, "message_id is missing"),
    ],
)
def test_a_bad_line_is_refused_by_number_and_the_next_goes_in(
    spool: Spool, tmp_path: Path, line: Any, reason: str
) -> None:
    (refused,) = fill(spool, tmp_path, tree_line(a_tree()), line, tree_line(a_tree(a_message(5))))
    assert refused.line == 2
    assert refused.reason.startswith(reason)
    assert len(list(spool.trees())) == 2


def test_a_message_that_comes_again_is_refused_with_the_line_of_the_first(spool: Spool, tmp_path: Path) -> None:
    refused = fill(spool, tmp_path, tree_line(a_tree()), flat(a_message(3, 1), None), tree_line(a_tree()))
    assert refused == [
        Refused(2, f"message {uuid(3)} stands on line 1 already"),
        Refused(3, f"message {uuid(1)} stands on line 1 already"),
    ]


def test_a_tree_comes_in_one_shape_only(spool: Spool, tmp_path: Path) -> None:
    refused = fill(spool, tmp_path, tree_line(a_tree()), flat(a_message(9, 1), None))
    assert refused == [Refused(2, f"tree {uuid(1)} stands on other lines already")]
