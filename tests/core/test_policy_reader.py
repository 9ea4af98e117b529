import pytest

from core.domain.policy import Policy
from core.policy_reader import read_policy


def test_nothing_written_is_the_default_policy() -> None:
    assert read_policy({}) == Policy()


def test_texts_and_values_mean_the_same() -> None:
    written = {"max_depth": "4", "acceptance_reply": "0.5", "disabled_languages": "de", "weight_rank": "12"}
    values = {"max_depth": 4, "acceptance_reply": 0.5, "disabled_languages": ("de",), "weight_rank": 12.0}
    assert read_policy(written) == read_policy(values) == Policy(**values)  # type: ignore[arg-type]


def test_overrides_of_a_language_are_checked_like_the_rules_themselves() -> None:
    assert read_policy({"languages": {"gsw": {"reviews_reply": "1"}}}).for_language("gsw").reviews_reply == 1
    with pytest.raises(ValueError, match="LANGUAGES: gsw: REVIEWS_REPLY must be a whole number"):
        read_policy({"languages": {"gsw": {"reviews_reply": "none"}}})


def test_overrides_have_no_overrides() -> None:
    with pytest.raises(ValueError, match="unknown languages"):
        read_policy({"languages": {"gsw": {"languages": {}}}})


def test_an_unknown_rule_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(ValueError, match=r"GOAL_SISE is not a rule of the policy: did you mean GOAL_SIZE\?"):
        read_policy({"goal_sise": 3})
