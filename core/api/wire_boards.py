"""The words of the v1 protocol about boards and statistics."""

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import BaseModel, Field

from core.api.wire import Id, Time
from core.domain.person import Identity
from core.domain.score import LEVELS, Frame
from core.service.boards import Board, Score
from core.service.kept import Statistic
from core.service.profiles import Profile
from core.service.statistics import TreeSize
from core.service.trollboard import HITS, Troll


class _Row(BaseModel):
    """Whose row of a board it is."""

    rank: int | None = None
    user_id: Id
    highlighted: bool = False
    username: str
    auth_method: str
    display_name: str
    last_activity_date: Time | None = None
    base_date: Time | None = None
    modified_date: Time | None = None


class UserScore(_Row):
    """What one person did in one frame, and what it is worth."""

    leader_score: int
    level: Annotated[int, Field(ge=0, le=LEVELS)]
    prompts: int
    replies_assistant: int
    replies_prompter: int
    labels_simple: int
    labels_full: int
    rankings_total: int
    rankings_good: int
    accepted_prompts: int
    accepted_replies_assistant: int
    accepted_replies_prompter: int
    reply_ranked_1: int
    reply_ranked_2: int
    reply_ranked_3: int
    streak_last_day_date: Time | None = None
    streak_days: int | None = None

    @classmethod
    def of(cls, one: Score) -> "UserScore":
        """A score in the words of the protocol."""
        return cls(
            rank=one.rank,
            highlighted=one.highlighted,
            leader_score=one.points,
            level=one.level,
            base_date=one.counted_from,
            modified_date=one.counted_at,
            streak_last_day_date=one.person.streak_since,
            streak_days=one.person.streak_days,
            **_named(one.person),
            **asdict(one.deeds),
        )


class LeaderboardStats(BaseModel):
    """Rows of a leaderboard."""

    time_frame: Frame
    last_updated: Time
    leaderboard: list[UserScore]

    @classmethod
    def of(cls, board: Board, now: Time) -> "LeaderboardStats":
        """A board in the words of the protocol; one that nobody has counted yet is empty by now."""
        rows = [UserScore.of(one) for one in board.scores]
        return cls(time_frame=board.frame, last_updated=board.counted_at or now, leaderboard=rows)


class TrollScore(_Row):
    """What was said against one person's messages; labels are added up and then made whole numbers."""

    enabled: bool
    deleted: bool
    show_on_leaderboard: bool
    troll_score: int
    red_flags: int
    upvotes: int
    downvotes: int
    spam_prompts: int
    quality: float | None = None
    humor: float | None = None
    toxicity: float | None = None
    violence: float | None = None
    helpfulness: float | None = None
    spam: int
    lang_mismach: int
    not_appropriate: int
    pii: int
    hate_speech: int
    sexual_content: int
    political_content: int

    @classmethod
    def of(cls, one: Troll, frame: Frame, now: Time) -> "TrollScore":
        """A row in the words of the protocol."""
        said = asdict(one.trouble)
        hits = {"lang_mismach" if name == "lang_mismatch" else name: round(said.pop(name)) for name in HITS}
        return cls(
            rank=one.rank,
            highlighted=one.highlighted,
            enabled=one.person.enabled,
            deleted=one.person.deleted,
            show_on_leaderboard=one.person.listed,
            troll_score=round(one.trouble.score),
            base_date=frame.start(now),
            modified_date=now,
            **_named(one.person),
            **hits,
            **said,
        )


class TrollboardStats(BaseModel):
    """Rows of a trollboard."""

    time_frame: Frame
    last_updated: Time
    trollboard: list[TrollScore]


class MessageCount(BaseModel):
    """How far one tree has come."""

    message_tree_id: Id
    state: str
    depth: int
    oldest: Time
    youngest: Time
    count: int
    goal_tree_size: int

    @classmethod
    def of(cls, one: TreeSize) -> "MessageCount":
        """A tree's size in the words of the protocol."""
        return cls(
            message_tree_id=one.tree_id,
            state=one.state,
            depth=one.depth,
            oldest=one.oldest,
            youngest=one.youngest,
            count=one.count,
            goal_tree_size=one.goal_size,
        )


class TreeManagerStats(BaseModel):
    """Trees by state, and how far each has come."""

    state_counts: dict[str, int]
    message_counts: list[MessageCount]


class CachedStats(BaseModel):
    """What is counted now and then."""

    name: str
    last_updated: Time
    stats: dict[str, Any] | list[Any]

    @classmethod
    def of(cls, one: Statistic) -> "CachedStats":
        """A statistic in the words of the protocol."""
        return cls(name=one.name, last_updated=one.counted_at, stats=one.body)


class AllCachedStats(BaseModel):
    """Everything that is counted now and then."""

    stats_by_name: dict[str, CachedStats]


def _named(who: Profile) -> dict[str, Any]:
    """By what clients know a person; somebody for whom none vouches any more goes by a name made from their id."""
    known_as = who.known_as or Identity("local", f"deleted_{who.id}")
    return {
        "user_id": who.id,
        "username": known_as.external_id,
        "auth_method": known_as.platform,
        "display_name": who.name,
        "last_activity_date": who.active_at,
    }
