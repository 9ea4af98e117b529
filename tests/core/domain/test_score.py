from dataclasses import fields
from datetime import UTC, datetime

import pytest

from core.domain.score import LEVELS, THRESHOLDS, Deeds, Frame, Trouble, level

NOW = datetime(2026, 3, 10, 15, 30, 12, 345, tzinfo=UTC)


def test_a_day_rolls_weeks_and_months_begin_at_midnight_and_the_total_never() -> None:
    assert {frame: frame.start(NOW) for frame in Frame} == {
        Frame.DAY: datetime(2026, 3, 9, 15, 30, 12, 345, tzinfo=UTC),
        Frame.WEEK: datetime(2026, 3, 3, tzinfo=UTC),
        Frame.MONTH: datetime(2026, 2, 8, tzinfo=UTC),
        Frame.TOTAL: None,
    }


@pytest.mark.parametrize(
    ("deeds", "worth"),
    [
        (Deeds(), 0),
        (Deeds(prompts=9, accepted_prompts=9), 0),
        (Deeds(prompts=10, accepted_prompts=19), 2),
        (Deeds(replies_assistant=1), 4),
        (Deeds(replies_assistant=1, accepted_replies_assistant=1), 8),
        (Deeds(replies_prompter=1, accepted_replies_prompter=1), 2),
        (Deeds(labels_simple=3, labels_full=3), 9),
        (Deeds(rankings_total=2, rankings_good=1), 3),
        (Deeds(reply_ranked_1=3), 27),
        (Deeds(reply_ranked_2=1, reply_ranked_3=1), 4),
    ],
)
def test_what_deeds_are_worth(deeds: Deeds, worth: int) -> None:
    assert deeds.score == worth


def test_every_deed_counts() -> None:
    assert all(Deeds(**{field.name: 10}).score > 0 for field in fields(Deeds))


def test_the_first_levels_and_the_last() -> None:
    assert THRESHOLDS[:11] == (0, 4, 9, 16, 24, 32, 42, 53, 65, 79, 93)
    assert THRESHOLDS[99] == 6000
    assert len(THRESHOLDS) == LEVELS


@pytest.mark.parametrize(
    ("score", "reached"), [(0, 1), (3, 1), (4, 2), (92, 10), (93, 11), (5999, 99), (6000, 100), (10**6, 100)]
)
def test_a_level_is_reached_with_its_first_point(score: int, reached: int) -> None:
    assert level(score) == reached


def test_what_speaks_against_somebody_adds_up() -> None:
    trouble = Trouble(red_flags=2, upvotes=3, downvotes=1, spam_prompts=1, pii=2.0, political_content=1.0)
    assert trouble.score == 6 - 3 + 1 + 1 + 3


def test_means_count_for_nothing() -> None:
    assert Trouble(quality=1.0, humor=1.0, toxicity=1.0, violence=1.0, helpfulness=1.0).score == 0
