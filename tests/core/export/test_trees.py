import json
from typing import Any

import pytest
from hypothesis import given

from core.domain.tree import State
from core.export.errors import BadLine
from core.export.fields import Fields
from core.export.published import Mean, PublishedTree
from core.export.trees import DEEPEST, read_tree, tree_line
from tests.core.export.samples import a_message, a_tree, few, forests, uuid


def test_replies_stand_inside_their_parents_by_rank_and_nulls_are_left_out() -> None:
    line = tree_line(a_tree())
    assert list(line) == ["message_tree_id", "tree_state", "prompt"]
    assert [reply["text"] for reply in line["prompt"]["replies"]] == ["Text 3", "Text 2"]
    assert line["prompt"]["replies"][0] == {
        "message_id": uuid(3),
        "parent_id": uuid(1),
        "user_id": uuid(1003),
        "created_date": "2023-02-07T17:32:24.727400+00:00",
        "text": "Text 3",
        "role": "assistant",
        "lang": "en",
        "review_count": 3,
        "review_result": True,
        "deleted": False,
        "rank": 0,
        "synthetic": False,
    }


def test_labels_and_emojis_are_maps() -> None:
    prompt = tree_line(a_tree(a_message(1, labels={"spam": Mean(0.5, 2)}, emojis={"+1": 1})))["prompt"]
    assert (prompt["labels"], prompt["emojis"]) == ({"spam": {"value": 0.5, "count": 2}}, {"+1": 1})


@few
@given(forests())
def test_what_is_written_is_read_again(trees: list[PublishedTree]) -> None:
    for tree in trees:
        assert read_tree(Fields(json.loads(json.dumps(tree_line(tree))))) == tree


def test_a_bare_node_is_a_tree_whose_state_nobody_knows() -> None:
    node = {"message_id": uuid(1), "text": "Hi", "role": "prompter", "lang": "en"}
    reply = {"message_id": uuid(2), "text": "Ho", "role": "assistant", "lang": "en"}
    tree = read_tree(Fields(node | {"replies": [reply]}))
    assert (tree.id, tree.state) == (uuid(1), None)
    assert [one.parent_id for one in tree.messages] == [None, uuid(1)]


def a_line() -> dict[str, Any]:
    return tree_line(a_tree())


def _id(line: dict[str, Any]) -> None:
    line["message_tree_id"] = uuid(9)


def _parent_of_root(line: dict[str, Any]) -> None:
    line["prompt"]["parent_id"] = uuid(9)


def _other_parent(line: dict[str, Any]) -> None:
    line["prompt"]["replies"][0]["parent_id"] = uuid(9)


def _twice(line: dict[str, Any]) -> None:
    line["prompt"]["replies"][0]["message_id"] = uuid(1)


def _no_list(line: dict[str, Any]) -> None:
    line["prompt"]["replies"] = {"0": "no"}


def _no_text(line: dict[str, Any]) -> None:
    line["prompt"]["replies"][1]["text"] = ""


def _no_node(line: dict[str, Any]) -> None:
    line["prompt"]["replies"] = [None]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_id, "message_tree_id is not the id of the root"),
        (_parent_of_root, "the root has a parent"),
        (_other_parent, f"message {uuid(3)} names another parent than the one it stands under"),
        (_twice, f"message {uuid(1)} occurs twice"),
        (_no_list, "replies are not a list"),
        (_no_text, f"message {uuid(2)}: text is empty"),
        (_no_node, "not a JSON object"),
    ],
)
def test_a_tree_with_a_bad_node_is_refused_whole(spoil: Any, reason: str) -> None:
    line = a_line()
    spoil(line)
    with pytest.raises(BadLine, match=f"^{reason}$"):
        read_tree(Fields(line))


def test_depth_has_a_limit_that_files_can_hold() -> None:
    chain = [a_message(1), *(a_message(number, number - 1) for number in range(2, DEEPEST + 2))]
    line = json.dumps(tree_line(a_tree(*chain)))
    assert len(read_tree(Fields(json.loads(line))).messages) == DEEPEST + 1
    chain.append(a_message(DEEPEST + 2, DEEPEST + 1))
    with pytest.raises(BadLine, match=f"lies deeper than {DEEPEST} messages"):
        read_tree(Fields(tree_line(a_tree(*chain, state=State.GROWING))))
