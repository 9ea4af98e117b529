"""Time in the fake Telegram."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _real() -> datetime:
    return datetime.now(UTC)


class Moments:
    """The real time, or that of an injected clock, and what a test has moved it ahead."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self._now = now or _real
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._now() + self._ahead

    def unix(self) -> int:
        """Now, as the wire writes it."""
        return int(self.now().timestamp())

    def seconds(self) -> float:
        return self.now().timestamp()

    def advance(self, **time: float) -> None:
        """Let time pass: the arguments are those of timedelta."""
        self._ahead += timedelta(**time)
