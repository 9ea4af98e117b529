from dataclasses import replace
from pathlib import Path

import pytest

from bots.rehearse.dataset import read_dataset
from bots.rehearse.policies import for_dataset, people_needed, told_to_a_store
from core.domain.policy import Policy
from core.policy_reader import read_policy
from tests.bots.rehearse.datasets import ORCHARD, TWINS, write_dataset


@pytest.mark.parametrize(
    ("policy", "people"),
    [
        (Policy(), 6),  # three authors of replies, and three others who rank them
        (Policy(max_children=1), 4),  # one author, three reviewers
        (Policy(max_children=1, reviews_reply=1, reviews_prompt=5), 6),
        (Policy(max_children=5, prompter_replies=5, rankings=1), 6),  # an author and five who answer
        (Policy(max_children=3, prompter_replies=3, rank_prompter_replies=True, rankings=4), 7),
    ],
)
def test_the_least_number_of_people_follows_from_who_is_barred_from_what(policy: Policy, people: int) -> None:
    assert people_needed(policy, "en") == people


def test_a_language_can_need_fewer() -> None:
    policy = Policy(languages={"gsw": {"reviews_prompt": 1, "reviews_reply": 1, "max_children": 1}})
    assert people_needed(policy, "gsw") == 2


def test_a_dataset_widens_the_caps_and_leaves_the_verdicts_alone(tmp_path: Path) -> None:
    dataset = read_dataset(str(write_dataset(tmp_path / "messages.jsonl", ORCHARD, TWINS)))
    policy = for_dataset(Policy(reviews_reply=5), dataset)
    assert (policy.max_depth, policy.max_children, policy.prompter_replies) == (3, 6, 6)
    assert policy.goal_size > len(dataset.messages)
    assert (policy.reviews_reply, policy.acceptance_reply) == (5, Policy().acceptance_reply)
    assert not policy.rank_prompter_replies


def test_a_store_with_a_clock_of_its_own_is_told_what_differs_and_lets_words_be_said_again_at_once() -> None:
    told = told_to_a_store(replace(Policy(), goal_size=99))
    assert told == {"goal_size": 99, "repeat_minutes": 0}
    assert read_policy(told).goal_size == 99
