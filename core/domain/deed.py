"""What happened in a transaction and is worth counting; who did it, and what was said, is no part of it."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """The kinds of deeds."""

    HANDED_OUT = "handed_out"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    LAPSED = "lapsed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REPORTED = "reported"
    REPEATED = "repeated"  # an act came again under its idempotency key
    RETRIED = "retried"  # a transaction was run again, having lost a race


@dataclass(frozen=True, slots=True)
class Deed:
    """One of them; `kind` is that of the task, or of the task by which the judged message was written."""

    what: What
    kind: str = ""
    lang: str = ""
