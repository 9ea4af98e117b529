import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.policy import Policy
from core.domain.verdict import acceptance, decide
from tests.core.domain.trees import prompt, reply

POLICY = Policy()


@pytest.mark.parametrize(("complaints", "verdict"), [(0, True), (1, True), (2, False), (3, False), (6, False)])
def test_of_three_reviews_one_complaint_is_borne_and_two_reject(complaints: float, verdict: bool) -> None:
    assert decide(prompt(reviews=3, complaints=complaints), POLICY) is verdict
    assert decide(reply(prompt(), "a", reviews=3, complaints=complaints), POLICY) is verdict


@pytest.mark.parametrize("reviews", [0, 1, 2])
def test_there_is_no_verdict_before_the_last_review(reviews: int) -> None:
    assert decide(prompt(reviews=reviews, complaints=reviews), POLICY) is None


def test_the_score_must_be_above_the_threshold_not_at_it() -> None:
    message = prompt(reviews=2, complaints=1.0)
    assert acceptance(message) == 0.5
    assert decide(message, Policy(reviews_prompt=2, acceptance_prompt=0.5)) is False
    assert decide(message, Policy(reviews_prompt=2, acceptance_prompt=0.49)) is True


def test_prompts_and_replies_have_thresholds_of_their_own() -> None:
    policy = Policy(reviews_reply=1, acceptance_reply=0.0)
    assert decide(reply(prompt(), "a", reviews=1, complaints=0.5), policy) is True
    assert decide(prompt(reviews=1, complaints=0.5), policy) is None


@given(st.booleans(), st.integers(0, 9), st.floats(0, 18))
def test_a_verdict_once_taken_stays(verdict: bool, reviews: int, complaints: float) -> None:
    assert decide(prompt(verdict=verdict, reviews=reviews, complaints=complaints), POLICY) is verdict


def test_where_no_reviews_are_wanted_a_message_is_spotless() -> None:
    assert decide(prompt(), Policy(reviews_prompt=0)) is True
