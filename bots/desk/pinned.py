"""Cards for many readers, as they were put up."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pinned:
    """One such card: `message` is the platform's reference, `digest` that of its text, `at` when that was put there.

    Without a message it is about to be put up, or was when the process ended.
    """

    channel: str
    message: str
    digest: str
    at: datetime
