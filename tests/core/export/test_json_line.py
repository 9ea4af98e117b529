import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.export.json_line import best_json, json_line, plain_json

TEXTS = some.text(some.characters(exclude_categories=["Cs"]))
NUMBERS = some.integers(-(2**53), 2**53) | some.floats(0, 1)
VALUES = some.recursive(
    some.none() | some.booleans() | NUMBERS | TEXTS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(TEXTS, inner, max_size=4),
)


@given(some.dictionaries(TEXTS, VALUES, max_size=6))
def test_what_is_written_is_read_again_from_one_line(entry: dict[str, Any]) -> None:
    line = json_line(entry).decode()
    assert len(line.splitlines()) == 1
    assert json.loads(line) == entry


@given(some.dictionaries(TEXTS, VALUES, max_size=6))
def test_with_and_without_the_extra_the_same_is_said(entry: dict[str, Any]) -> None:
    assert json.loads(best_json(entry)) == json.loads(plain_json(entry))


def test_with_and_without_the_extra_ordinary_values_give_the_same_bytes() -> None:
    entry = {"text": 'Grün – „ja“ \U0001f333\n\t"\\', "labels": {"spam": {"value": 0.25, "count": 4}}, "rank": None}
    assert best_json(entry) == plain_json(entry)


@pytest.mark.parametrize("write", [best_json, plain_json, json_line])
def test_half_a_surrogate_pair_is_never_written(write: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        write({"text": "\ud83d"})
