"""A text in several inputs comes back as it was, whatever is stripped on the way."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bots.discord.drawing.inputs import FieldId, Input, inputs, joined
from bots.discord.drawing.limits import CUSTOM_ID, INPUT
from bots.text.markup import utf16_units
from core.domain.policy import Policy

LONGEST = Policy().max_text_length
STRIPPED = " \t\n\r\u00a0\u3000\ufeff\u2028\x85\x1f"
BRICKS = [
    "word ", "Another sentence. ", "A paragraph.\n\n", "line\n", "\n\n\n", "   ", "\t", "😀", "長い文。", "x" * 700,
    "\u00a0 ", "```python\n", "x = 1\n", "```\n", "e\u0301", "\ufeff", "- item\n",
]  # fmt: skip
TEXTS = st.tuples(st.lists(st.sampled_from(BRICKS), max_size=30).map("".join), st.integers(1, 60)).map(
    lambda pair: (pair[0] * pair[1])[:LONGEST]
)


@given(TEXTS, st.booleans())
@example("a" * 10_000, True)
@example("x\n\n\n" * 2_500, True)
@example("a" * 2_500 + " " * 6_000 + "b", True)
def test_the_text_comes_back(text: str, stripping: bool) -> None:
    those = inputs(text, LONGEST, 5)
    assert those is not None
    assert all(utf16_units(one.value) <= INPUT for one in those)
    back = [Input(one.value.strip(STRIPPED) if stripping else one.value, one.seam) for one in those]
    assert joined(back).strip(STRIPPED) == text.strip(STRIPPED)


@given(TEXTS)
def test_no_value_begins_or_ends_with_what_may_be_stripped(text: str) -> None:
    those = inputs(text, LONGEST, 5)
    assert those is not None
    if len(text) > INPUT:
        assert all(one.value == one.value.strip(STRIPPED) for one in those)


@given(TEXTS)
def test_seams_are_carried_by_the_ids_of_the_inputs(text: str) -> None:
    for number, one in enumerate(inputs(text, LONGEST, 5) or ()):
        id = FieldId("write", "text", number, one.seam)
        assert FieldId.read(str(id)) == id
        assert len(str(id)) <= CUSTOM_ID


def test_what_is_longer_than_an_input_goes_on_in_the_next() -> None:
    text = "\n\n".join("A paragraph of some length, with several words in it." for _ in range(150))
    those = inputs(text, LONGEST, 5)
    assert those is not None
    assert [one.seam for one in those] == ["", "\n\n", "\n\n"]
    assert all(one.value.startswith("A paragraph") and one.value.endswith("in it.") for one in those)


def test_three_inputs_are_offered_for_the_longest_text_and_one_for_a_short_one() -> None:
    assert inputs("", LONGEST, 5) == [Input("", ""), Input(), Input()]
    assert inputs("", INPUT, 5) == [Input("", "")]
    assert inputs("hello", LONGEST, 2) == [Input("hello", ""), Input()]


def test_more_are_used_where_a_text_needs_them() -> None:
    assert len(inputs("😀" * LONGEST, LONGEST, 5) or ()) == 5


def test_what_no_form_holds_is_not_put_into_one() -> None:
    assert inputs("x" * 30_000, LONGEST, 5) is None
    assert inputs("x" * 9_000, LONGEST, 2) is None
    assert inputs("a" + " \n" * 4_500 + "b", LONGEST, 5) is None


def test_what_was_left_empty_leaves_nothing_behind() -> None:
    assert joined([Input("", ""), Input("one"), Input(" \n"), Input("two")]) == "one\n\ntwo"
    assert joined([]) == ""


def test_empty_lines_at_a_seam_are_not_doubled() -> None:
    assert joined([Input("one\n\n", ""), Input("  \n  two")]) == "one\n\n  two"


def test_a_word_that_was_cut_is_whole_again() -> None:
    assert joined([Input("thun", ""), Input("der", "")]) == "thunder"


@pytest.mark.parametrize("text", ["", "write.text", "write.text.x.", "pick.1.2.3.4", "a.b.c.d"])
def test_what_is_no_id_of_a_field_is_none(text: str) -> None:
    assert FieldId.read(text) is None
