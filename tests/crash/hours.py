"""What the clock of a store's process tells: in a hurry, so that leases end while a test runs, and not as another's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.store.store import utc_now


@dataclass(frozen=True)
class Hours:
    """A clock that was right at one moment, or `ahead` by so many of its own seconds; since then each counts `pace`."""

    since: datetime
    pace: float = 1.0
    ahead: float = 0.0

    def now(self) -> datetime:
        """The time by this clock."""
        return self.since + (utc_now() - self.since) * self.pace + timedelta(seconds=self.ahead)
