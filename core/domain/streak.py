"""Streaks: how long somebody has contributed without a long pause; neither calendar days nor time zones matter."""

from datetime import datetime, timedelta

LONGEST_PAUSE = timedelta(hours=36)


def since(began: datetime | None, active_at: datetime | None, now: datetime) -> datetime | None:
    """When a streak began, from what was written down at the last contribution; None where it is over by now."""
    if began is None or active_at is None or now - active_at > LONGEST_PAUSE:
        return None
    return began


def days(began: datetime | None, active_at: datetime | None, now: datetime) -> int:
    """Whole periods of 24 hours from the beginning of a streak to the last contribution; 0 once it is over."""
    standing = since(began, active_at, now)
    return 0 if standing is None or active_at is None else max(0, (active_at - standing).days)
