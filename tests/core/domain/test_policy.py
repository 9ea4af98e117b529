import pytest

from core.domain.policy import Policy
from core.domain.task import Family, Kind


def test_the_defaults_are_those_of_the_ancestor() -> None:
    policy = Policy()
    assert (policy.max_active_trees, policy.max_prompts_in_review, policy.max_prompts_waiting) == (10, 100, 250)
    assert (policy.goal_size, policy.max_depth, policy.max_children, policy.prompter_replies) == (12, 3, 3, 1)
    assert (policy.reviews_prompt, policy.reviews_reply, policy.rankings) == (3, 3, 3)
    assert (policy.acceptance_prompt, policy.acceptance_reply) == (0.6, 0.6)
    assert (policy.skips_to_close, policy.red_flags) == (25, 4)
    assert policy.max_text_length == 10_000


def test_a_language_may_have_rules_of_its_own() -> None:
    policy = Policy(languages={"gsw": {"reviews_reply": 1, "goal_size": 5}})
    swiss = policy.for_language("gsw")
    assert (swiss.reviews_reply, swiss.goal_size, swiss.reviews_prompt) == (1, 5, 3)
    assert swiss.for_language("gsw") == swiss
    assert policy.for_language("de") is policy


@pytest.mark.parametrize("name", ["review_reply", "languages"])
def test_a_rule_of_a_language_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=f"'gsw'.*{name}"):
        Policy(languages={"gsw": {name: {}}})


def test_a_collection_grows_in_every_language_unless_some_are_named() -> None:
    assert Policy().takes_language("nds")
    assert not Policy(enabled_languages=("de", "en")).takes_language("nds")
    assert not Policy(enabled_languages=("de",), disabled_languages=("de",)).takes_language("de")


def test_prompts_and_replies_want_their_own_number_of_reviews() -> None:
    policy = Policy(reviews_prompt=5, reviews_reply=2)
    assert (policy.reviews_wanted(root=True), policy.reviews_wanted(root=False)) == (5, 2)


def test_a_text_may_be_held_longer_than_a_review_or_a_ranking() -> None:
    policy = Policy()
    assert [policy.lease_minutes(family) for family in (Family.WRITE, Family.REVIEW, Family.RANK)] == [1440, 30, 30]


def test_the_starting_weights_are_those_of_the_ancestor() -> None:
    weights = {kind: Policy().weight(kind) for kind in Kind}
    assert {weights[kind] for kind in Kind if kind.family is Family.RANK} == {10}
    assert {weights[kind] for kind in Kind if kind.family is Family.REVIEW} == {5}
    assert weights[Kind.PROMPTER_REPLY] == weights[Kind.ASSISTANT_REPLY] == 2
    assert weights[Kind.INITIAL_PROMPT] == 0.01


def test_d11_reviews_ask_for_all_labels_with_their_own_chance_that_nothing_overwrites() -> None:
    chances = {kind: Policy().full_review(kind) for kind in Kind if kind.family is Family.REVIEW}
    assert chances == {
        Kind.LABEL_INITIAL_PROMPT: 1.0,
        Kind.LABEL_ASSISTANT_REPLY: 1.0,
        Kind.LABEL_PROMPTER_REPLY: 0.25,
    }
