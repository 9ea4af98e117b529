"""A streak begins, goes on, and ends with a long pause."""

from datetime import UTC, datetime, timedelta

from core.domain import streak

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_whoever_never_contributed_has_no_streak() -> None:
    assert (streak.since(None, None, NOON), streak.days(None, None, NOON)) == (None, 0)


def test_whole_periods_of_24_hours_count_up_to_the_last_contribution() -> None:
    assert streak.days(NOON, NOON + 23 * HOUR, NOON + 30 * HOUR) == 0
    assert streak.days(NOON, NOON + 24 * HOUR, NOON + 30 * HOUR) == 1
    assert streak.days(NOON, NOON + 71 * HOUR, NOON + 75 * HOUR) == 2


def test_a_streak_lasts_over_a_pause_of_36_hours_and_no_longer() -> None:
    assert streak.since(NOON, NOON + 48 * HOUR, NOON + 84 * HOUR) == NOON
    late = NOON + 84 * HOUR + timedelta(microseconds=1)
    assert streak.since(NOON, NOON + 48 * HOUR, late) is None
    assert streak.days(NOON, NOON + 48 * HOUR, late) == 0


def test_a_streak_that_would_begin_in_the_future_has_no_days() -> None:
    assert streak.days(NOON + HOUR, NOON, NOON) == 0
