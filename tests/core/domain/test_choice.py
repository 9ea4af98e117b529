from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.choice import draw_author, draw_kinds, weight_now
from core.domain.policy import Policy
from core.domain.task import Family, Kind

POLICY = Policy()
FRESH = dict.fromkeys(Kind, 0.0)


def first_draws(waiting: dict[Kind, float | None], policy: Policy = POLICY, draws: int = 5_000) -> Counter[Kind]:
    chance = Random(16)
    return Counter(draw_kinds(policy, waiting, chance)[0] for _ in range(draws))


@given(st.dictionaries(st.sampled_from(Kind), st.none() | st.floats(-10, 1e9)), st.integers())
def test_every_kind_with_something_open_is_tried_once(waiting: dict[Kind, float | None], seed: int) -> None:
    order = draw_kinds(POLICY, waiting, Random(seed))
    assert sorted(order) == sorted(kind for kind, age in waiting.items() if age is not None)


def test_a_kind_without_supply_is_not_tried() -> None:
    assert draw_kinds(POLICY, {Kind.ASSISTANT_REPLY: None, Kind.INITIAL_PROMPT: 0.0}, Random(1)) == [
        Kind.INITIAL_PROMPT
    ]
    assert draw_kinds(POLICY, {}, Random(1)) == []


def test_a_weight_of_zero_keeps_a_kind_out_of_the_draw() -> None:
    order = draw_kinds(Policy(weight_rank=0.0), FRESH, Random(1))
    assert {kind.family for kind in order} == {Family.WRITE, Family.REVIEW}


def test_the_same_seed_draws_the_same_order_whatever_the_order_of_supply() -> None:
    backwards = dict(reversed(FRESH.items()))
    assert draw_kinds(POLICY, FRESH, Random(7)) == draw_kinds(POLICY, backwards, Random(7))


def test_fresh_openings_are_drawn_by_the_starting_weights() -> None:
    drawn = first_draws({Kind.RANK_ASSISTANT_REPLIES: 0.0, Kind.LABEL_INITIAL_PROMPT: 0.0, Kind.ASSISTANT_REPLY: 0.0})
    assert drawn[Kind.RANK_ASSISTANT_REPLIES] / drawn.total() == pytest.approx(10 / 17, abs=0.03)
    assert drawn[Kind.LABEL_INITIAL_PROMPT] / drawn.total() == pytest.approx(5 / 17, abs=0.03)
    assert drawn[Kind.ASSISTANT_REPLY] / drawn.total() == pytest.approx(2 / 17, abs=0.03)


def test_what_is_drawn_second_follows_the_weights_of_the_rest() -> None:
    waiting = {Kind.RANK_ASSISTANT_REPLIES: 600.0, Kind.LABEL_INITIAL_PROMPT: 0.0, Kind.ASSISTANT_REPLY: 0.0}
    chance = Random(2)
    second = Counter(draw_kinds(POLICY, waiting, chance)[1] for _ in range(5_000))
    assert second[Kind.LABEL_INITIAL_PROMPT] / second[Kind.ASSISTANT_REPLY] == pytest.approx(5 / 2, rel=0.1)


def test_d16_one_open_ranking_does_not_eat_half_of_all_attention_while_others_wait() -> None:
    drawn = first_draws(
        {Kind.RANK_ASSISTANT_REPLIES: 0.0, Kind.ASSISTANT_REPLY: 300.0, Kind.LABEL_ASSISTANT_REPLY: 120.0}
    )
    assert drawn[Kind.RANK_ASSISTANT_REPLIES] / drawn.total() < 0.15
    assert drawn[Kind.ASSISTANT_REPLY] > drawn[Kind.LABEL_ASSISTANT_REPLY] > drawn[Kind.RANK_ASSISTANT_REPLIES]


def test_d16_a_first_prompt_that_is_wanted_for_long_is_asked_for_at_last() -> None:
    waiting: dict[Kind, float | None] = dict.fromkeys((Kind.RANK_ASSISTANT_REPLIES, Kind.LABEL_INITIAL_PROMPT), 0.0)
    fresh = first_draws(waiting | {Kind.INITIAL_PROMPT: 0.0})
    late = first_draws(waiting | {Kind.INITIAL_PROMPT: 600.0})
    assert fresh[Kind.INITIAL_PROMPT] / fresh.total() < 0.01
    assert late[Kind.INITIAL_PROMPT] / late.total() > 0.3


def test_a_weight_doubles_with_each_hour_of_waiting() -> None:
    assert [weight_now(POLICY, Kind.ASSISTANT_REPLY, age) for age in (0, 60, 120, 180)] == [2, 4, 8, 16]


@pytest.mark.parametrize("age", [600.0, 1e6, 1e300, float("inf")])
def test_growth_ends_at_about_a_thousandfold(age: float) -> None:
    assert weight_now(POLICY, Kind.ASSISTANT_REPLY, age) == 2 * 1024


def test_an_opening_from_the_future_weighs_as_a_fresh_one() -> None:
    assert weight_now(POLICY, Kind.ASSISTANT_REPLY, -1e9) == 2


def test_a_policy_without_doubling_keeps_the_starting_weights() -> None:
    assert weight_now(Policy(weight_doubling_minutes=0), Kind.ASSISTANT_REPLY, 1e6) == 2


def test_the_lottery_draws_nobody_where_nobody_waits() -> None:
    assert draw_author({}, Random(1), POLICY) is None


def test_the_same_seed_draws_the_same_author_whatever_the_order_of_authors() -> None:
    assert draw_author({"a": 0, "b": 3}, Random(5), POLICY) == draw_author({"b": 3, "a": 0}, Random(5), POLICY)


def test_d18_first_ranks_help_an_author_up_to_a_limit() -> None:
    chance = Random(18)
    drawn = Counter(draw_author({"new": 0, "known": 1, "famous": 10_000}, chance, POLICY) for _ in range(9_000))
    assert drawn["known"] / drawn["new"] == pytest.approx(2, rel=0.1)
    assert drawn["famous"] / drawn["new"] == pytest.approx(1 + POLICY.author_weight_limit, rel=0.1)
