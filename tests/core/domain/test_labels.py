import pytest

from core.domain.errors import LabelInvalid, LabelMissing
from core.domain.labels import FULL_SET, LABELS, REPORT_SET, REQUIRED, SIMPLE_SET, Widget, check_labels, complaints
from core.domain.task import Family, Kind

REVIEWS = {kind for kind in Kind if kind.family is Family.REVIEW}
VALID = SIMPLE_SET[Kind.LABEL_ASSISTANT_REPLY]


def test_each_label_is_answered_in_one_of_three_ways() -> None:
    ways = {widget: {name for name, label in LABELS.items() if label.widget is widget} for widget in Widget}
    assert ways[Widget.YES_NO] == {"spam", "fails_task"}
    assert ways[Widget.SCALE] == {"quality", "toxicity", "humor", "helpfulness", "creativity", "violence"}
    assert len(ways[Widget.FLAG]) == 7
    assert all(label.name == name for name, label in LABELS.items())


def test_each_kind_of_review_has_its_sets() -> None:
    assert set(FULL_SET) == set(SIMPLE_SET) == REVIEWS
    for kind in REVIEWS:
        assert set(REQUIRED) <= set(SIMPLE_SET[kind]) <= set(FULL_SET[kind]) <= set(LABELS)
        assert len(set(FULL_SET[kind])) == len(FULL_SET[kind])


def test_only_an_assistant_can_fail_a_task_or_be_helpful() -> None:
    of_an_assistant = set(FULL_SET[Kind.LABEL_ASSISTANT_REPLY])
    assert of_an_assistant - set(FULL_SET[Kind.LABEL_INITIAL_PROMPT]) == {"fails_task", "helpfulness"}
    assert FULL_SET[Kind.LABEL_INITIAL_PROMPT] == FULL_SET[Kind.LABEL_PROMPTER_REPLY]


def test_a_report_offers_known_labels() -> None:
    assert set(REPORT_SET) < set(LABELS)


def test_labels_left_out_are_unanswered_and_fine() -> None:
    check_labels({"spam": 0.0}, VALID)
    check_labels({"spam": 1.0, "lang_mismatch": 0.0, "quality": 0.25}, VALID)
    check_labels({}, VALID, required=())


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_value_outside_0_to_1_is_refused_by_name(value: float) -> None:
    with pytest.raises(LabelInvalid) as refusal:
        check_labels({"spam": 0.0, "quality": value}, VALID)
    assert refusal.value.arguments == {"label": "quality"}


def test_a_label_that_was_not_asked_for_is_refused_by_name() -> None:
    with pytest.raises(LabelInvalid) as refusal:
        check_labels({"spam": 0.0, "humor": 1.0}, VALID)
    assert refusal.value.arguments == {"label": "humor"}


def test_a_required_label_may_not_be_left_out() -> None:
    with pytest.raises(LabelMissing) as refusal:
        check_labels({"quality": 1.0}, VALID)
    assert refusal.value.arguments == {"label": "spam"}


def test_spam_and_a_wrong_language_are_complaints_and_nothing_else_is() -> None:
    assert complaints({"spam": 1.0, "lang_mismatch": 0.5, "toxicity": 1.0}) == 1.5
    assert complaints({"quality": 0.0}) == 0.0
