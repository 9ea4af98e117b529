from hypothesis import given

from core.domain.tree import State
from core.export.fields import Fields
from core.export.messages import flat, message_lines, read_flat
from core.export.published import Mean, PublishedTree
from tests.core.export.samples import a_message, few, forests, uuid


def test_a_line_has_the_published_keys_in_the_published_order_with_nulls_spelled_out() -> None:
    one = a_message(2, 1, labels={"spam": Mean(0.0, 3)}, emojis={"+1": 2}, detoxify={"threat": 0.1})
    assert list(flat(one, State.RANKING).items()) == [
        ("message_id", uuid(2)),
        ("parent_id", uuid(1)),
        ("user_id", uuid(1002)),
        ("created_date", "2023-02-07T17:31:24.727400+00:00"),
        ("text", "Text 2"),
        ("role", "assistant"),
        ("lang", "en"),
        ("review_count", 3),
        ("review_result", True),
        ("deleted", False),
        ("rank", None),
        ("synthetic", False),
        ("model_name", None),
        ("detoxify", {"threat": 0.1}),
        ("message_tree_id", uuid(1)),
        ("tree_state", "ranking"),
        ("emojis", {"name": ["+1"], "count": [2]}),
        ("labels", {"name": ["spam"], "value": [0.0], "count": [3]}),
    ]


def test_nothing_said_is_null() -> None:
    line = flat(a_message(1), None)
    assert (line["labels"], line["emojis"], line["detoxify"], line["tree_state"]) == (None, None, None, None)


@few
@given(forests())
def test_what_is_written_is_read_again(trees: list[PublishedTree]) -> None:
    for tree in trees:
        found = [read_flat(Fields(line)) for line in message_lines(tree)]
        assert {one.tree_state for one in found} == {tree.state}
        assert [flat(one, one.tree_state) for one in found] == list(message_lines(tree))
