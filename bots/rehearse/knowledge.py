"""What a crowd knows together: what to write, what a message deserves, which reply is better."""

from enum import StrEnum
from typing import Protocol

from core.domain.task import Receipt, Task, Utterance

Places = tuple[tuple[str, ...], ...]
"""Message ids, best place first."""


class Instead(StrEnum):
    """What somebody does who has nothing to write."""

    COMPLETE = "complete"  # the conversation has come to its end here
    SKIP = "skip"
    WAIT = "wait"  # there will be something to write, but not now and not by this person


class Verdict(StrEnum):
    """What a message deserves, by the names of the buttons."""

    FINE = "fine"
    SPAM = "spam"
    CANT_JUDGE = "cant_judge"


class Knowledge(Protocol):
    """The mind of a crowd: one for all, so that they know of each other what no program could tell."""

    def words(self, task: Task, who: str) -> str | Instead:
        """What somebody writes for a task."""
        ...

    def spam(self, task: Task) -> str:
        """What somebody writes who is up to no good."""
        ...

    def verdict(self, message: Utterance, who: str) -> Verdict:
        """What a message deserves in the eyes of a careful reader."""
        ...

    def order(self, task: Task) -> Places:
        """The replies of a ranking, in the order in which a careful reader puts them."""
        ...

    def wrote(self, task: Task, text: str, who: str, receipt: Receipt) -> None:
        """Somebody's text is stored."""
        ...

    def spammed(self, receipt: Receipt) -> None:
        """Somebody's spam is stored."""
        ...

    def decided(self, message_id: str, accepted: bool) -> None:
        """The verdict over a message has fallen."""
        ...

    def to_remove(self) -> str | None:
        """The id of a message that a moderator should remove now."""
        ...

    def removed(self, message_id: str) -> None:
        """A moderator has removed a message."""
        ...
