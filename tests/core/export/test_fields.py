from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.message import Role
from core.export.errors import BadLine
from core.export.fields import Fields
from core.export.messages import flat, read_flat
from core.export.published import Mean
from tests.core.export.samples import a_message, few


def a_line(**changes: Any) -> Fields:
    return Fields(flat(a_message(1), None) | changes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"message_id": None}, "message_id is missing"),
        ({"message_id": "7"}, "message_id is not a UUID"),
        ({"message_id": "urn:uuid:00000000-0000-0000-0000-000000000001"}, "message_id is not a UUID"),
        ({"parent_id": 7}, "parent_id is not a UUID"),
        ({"user_id": "ada"}, "user_id is not a UUID"),
        ({"text": None}, "text is missing"),
        ({"text": 7}, "text is of the wrong type"),
        ({"text": " \n\u200b"}, "text is empty"),
        ({"text": "a\0b"}, "text holds NUL or half a surrogate pair"),
        ({"text": "a\ud800"}, "text holds NUL or half a surrogate pair"),
        ({"role": "user"}, "role is none of prompter, assistant"),
        ({"lang": "the English language"}, "lang is not a language tag"),
        ({"tree_state": "blooming"}, "tree_state is none of initial_prompt_review"),
        ({"created_date": "yesterday"}, "created_date is not a date in ISO 8601"),
        ({"created_date": "0001-01-01T00:00:00+23:00"}, "created_date is not a date in ISO 8601"),
        ({"deleted": "no"}, "deleted is of the wrong type"),
        ({"rank": -1}, "rank is not a whole number from 0 to 32767"),
        ({"rank": True}, "rank is not a whole number"),
        ({"review_count": 1.5}, "review_count is not a whole number"),
        ({"model_name": "x" * 257}, "model_name is not a text of up to 256 characters"),
        ({"model_name": "a\0"}, "model_name holds NUL"),
        ({"labels": {"name": ["spam"], "value": [0.5], "count": []}}, "labels are not parallel lists of one length"),
        ({"labels": {"name": ["spam"] * 2, "value": [0, 0], "count": [1, 1]}}, "labels holds a name twice"),
        ({"labels": {"spam": {"value": 1.5, "count": 1}}}, "labels hold a value outside 0…1"),
        ({"labels": {"spam": {"value": 1, "count": 0}}}, "labels is not a whole number from 1"),
        ({"labels": {"spam": 1}}, "labels are neither a map nor parallel lists"),
        ({"labels": []}, "labels is of the wrong type"),
        ({"emojis": {"+1": -1}}, "emojis is not a whole number from 0"),
        ({"emojis": {"+" * 33: 1}}, "emojis is not a text of up to 32 characters"),
        ({"detoxify": {"toxicity": "high"}}, "detoxify holds something else than numbers"),
        ({"detoxify": {"toxicity": 1e999}}, "detoxify holds something else than numbers"),
        ({"detoxify": {"toxicity": 10**400}}, "detoxify holds something else than numbers"),
    ],
)
def test_what_can_not_be_kept_is_refused_with_a_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadLine, match=f"^{reason}"):
        read_flat(a_line(**changes))


@pytest.mark.parametrize("entry", [None, 7, "text", [1], True])
def test_only_objects_have_fields(entry: Any) -> None:
    with pytest.raises(BadLine, match="not a JSON object"):
        Fields(entry)


def test_a_minimal_line_is_enough() -> None:
    minimal = {name: a_line().any(name) for name in ("message_id", "message_tree_id", "text", "role", "lang")}
    one = read_flat(Fields(minimal))
    assert (one.role, one.review_count, one.review_result, one.created_at) == (Role.PROMPTER, 0, None, None)


@pytest.mark.parametrize("events", [[], {"emoji": {}}, {"emoji": ["+1"]}, "none"])
def test_events_are_lists_by_kind(events: Any) -> None:
    with pytest.raises(BadLine, match=r"^events "):
        Fields({"events": events}).events()


def test_events_come_as_they_are_and_may_be_absent() -> None:
    events = {"emoji": [{"type": "emoji", "emoji": "+1"}], "applause": []}
    assert Fields({"events": events}).events() == events
    assert Fields({"events": None}).events() is None


def test_labels_and_emojis_come_as_maps_or_as_parallel_lists() -> None:
    maps = {"labels": {"spam": {"value": 0.25, "count": 4}}, "emojis": {"+1": 3}}
    lists = {"labels": {"name": ["spam"], "value": [0.25], "count": [4]}, "emojis": {"name": ["+1"], "count": [3]}}
    assert read_flat(a_line(**maps)) == read_flat(a_line(**lists))
    assert read_flat(a_line(**maps)).labels == {"spam": Mean(0.25, 4)}


def test_a_time_without_zone_is_in_utc_and_another_zone_is_turned_to_it() -> None:
    noon = datetime(2023, 2, 7, 12, tzinfo=UTC)
    for told in ("2023-02-07T12:00:00", "2023-02-07T13:00:00+01:00", "2023-02-07T12:00:00Z"):
        assert read_flat(a_line(created_date=told)).created_at == noon


def test_a_text_stays_letter_by_letter() -> None:
    text = " \r\nWhite space, kept\u2028as it was published.\t"
    assert read_flat(a_line(text=text)).text == text


_leaves = st.none() | st.booleans() | st.floats() | st.text() | st.integers()
_json = st.recursive(_leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)


@few
@given(_json, st.sampled_from(sorted(flat(a_message(1), None))))
def test_whatever_a_field_holds_it_is_read_or_refused(value: Any, name: str) -> None:
    with suppress(BadLine):
        assert flat(read_flat(a_line(**{name: value})), None)["text"]
