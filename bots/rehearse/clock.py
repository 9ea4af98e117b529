"""Time as a rehearsal sees it: it stands still until the next thing happens."""

from datetime import UTC, datetime

START = datetime(2025, 1, 6, 8, tzinfo=UTC)  # always the same, so that the same seed gives the same dates


class SimulatedClock:
    """Tells the simulated time; call it as any clock."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """The simulated time."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Let time pass until a moment; it never runs backwards."""
        self._now = max(self._now, moment)
