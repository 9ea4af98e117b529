"""Time in the fake Discord, and the ids that are made of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = 1_420_070_400_000  # the first millisecond of Discord's ids


def _real() -> datetime:
    return datetime.now(UTC)


class Moments:
    """The real time, or that of an injected clock, and what a test has moved it ahead."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self._now = now or _real
        self._ahead = timedelta()
        self._last = 0

    def now(self) -> datetime:
        return self._now() + self._ahead

    def text(self) -> str:
        """Now, as the wire writes it."""
        return self.now().isoformat()

    def advance(self, **time: float) -> None:
        """Let time pass: the arguments are those of timedelta."""
        self._ahead += timedelta(**time)

    def snowflake(self) -> int:
        """An id that is larger than all before."""
        milliseconds = int(self.now().timestamp() * 1000) - EPOCH
        self._last = max(self._last + 1, milliseconds << 22)
        return self._last

    def seconds_since(self, moment: datetime) -> float:
        return (self.now() - moment).total_seconds()


def moment_of(snowflake: int) -> datetime:
    """When an id was made."""
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH) / 1000, UTC)
