"""What contributions are worth on a leaderboard, and what speaks against somebody on a trollboard."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate

LEVELS = 100
_STEP, _START = 1.1521, 3


class Frame(StrEnum):
    """How far back a board looks."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TOTAL = "total"

    def start(self, now: datetime) -> datetime | None:
        """Since when things count: the last 24 hours, midnight seven or thirty days ago, or always."""
        if self is Frame.TOTAL:
            return None
        if self is Frame.DAY:
            return now - timedelta(days=1)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=7 if self is Frame.WEEK else 30)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What one person did in one frame, and what came of it; `reply_ranked_n` counts ballots, not replies."""

    prompts: int = 0
    replies_assistant: int = 0
    replies_prompter: int = 0
    labels_simple: int = 0
    labels_full: int = 0
    rankings_total: int = 0
    rankings_good: int = 0
    accepted_prompts: int = 0
    accepted_replies_assistant: int = 0
    accepted_replies_prompter: int = 0
    reply_ranked_1: int = 0
    reply_ranked_2: int = 0
    reply_ranked_3: int = 0

    @property
    def score(self) -> int:
        """The leader score: answering well weighs most, a tenth of a point is what a prompt is worth."""
        return (
            self.prompts // 10
            + 4 * self.replies_assistant
            + self.replies_prompter
            + self.labels_simple
            + 2 * self.labels_full
            + self.rankings_total
            + self.rankings_good
            + self.accepted_prompts // 10
            + 4 * self.accepted_replies_assistant
            + self.accepted_replies_prompter
            + 9 * self.reply_ranked_1
            + 3 * self.reply_ranked_2
            + self.reply_ranked_3
        )


@dataclass(frozen=True, slots=True)
class Trouble:
    """What others said against one person's messages: flags and votes, and labels added up as they were given.

    The last five are means, None where nobody gave the label; they are shown, but count for nothing.
    """

    red_flags: int = 0
    upvotes: int = 0
    downvotes: int = 0
    spam_prompts: int = 0  # trees that ended because of their prompt
    spam: float = 0.0
    lang_mismatch: float = 0.0
    not_appropriate: float = 0.0
    pii: float = 0.0
    hate_speech: float = 0.0
    sexual_content: float = 0.0
    political_content: float = 0.0
    quality: float | None = None
    humor: float | None = None
    toxicity: float | None = None
    violence: float | None = None
    helpfulness: float | None = None

    @property
    def score(self) -> float:
        """The troll score. Half a label is half a hit, and spam counts like any other (D32)."""
        labels = (
            self.spam
            + self.lang_mismatch
            + self.not_appropriate
            + self.pii
            + self.hate_speech
            + self.sexual_content
            + self.political_content
        )
        return 3 * self.red_flags - self.upvotes + self.downvotes + self.spam_prompts + labels


def _thresholds() -> list[int]:
    steps = accumulate((_STEP * number + _START for number in range(1, LEVELS)), initial=0.0)
    return [round(points) for points in steps]


THRESHOLDS = tuple(_thresholds())
"""The score that each level begins with, from level 1 on."""


def level(score: int) -> int:
    """The level that a leader score has reached, 1 to 100."""
    return bisect_right(THRESHOLDS, score)
