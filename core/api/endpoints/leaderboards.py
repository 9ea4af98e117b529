"""Leaderboards, and the scores of single people."""

from typing import Annotated

from pydantic import Field

from core.api.route import Call, Rights, Route
from core.api.wire import Id
from core.api.wire_boards import LeaderboardStats, UserScore
from core.domain.score import Frame
from core.service import boards

MaxCount = Annotated[int, Field(ge=1, le=10_000)]
WindowSize = Annotated[int, Field(ge=1, le=100)]


def leaderboard(call: Call, time_frame: Frame, max_count: MaxCount = 100) -> LeaderboardStats:
    """The best of a frame; the row of the person that the caller refers to is highlighted."""
    who = call.referred()
    found = boards.board(call.tx, time_frame, max_count, who.id if who else None)
    return LeaderboardStats.of(found, call.tx.now)


def update(call: Call, time_frame: Frame) -> None:
    """Count a frame again now."""
    boards.refresh(call.tx, time_frame)


def update_all(call: Call) -> None:
    """Count all frames again now."""
    for frame in Frame:
        boards.refresh(call.tx, frame)


def scores(call: Call, user_id: Id) -> dict[Frame, UserScore]:
    """A person's scores by frame: those frames that have one, or zeros in all where none has."""
    return {frame: UserScore.of(one) for frame, one in boards.scores_of(call.tx, user_id).items()}


def score(call: Call, user_id: Id, time_frame: Frame) -> UserScore:
    """A person's score in one frame; zeros where it has none (D33)."""
    return UserScore.of(boards.score_of(call.tx, user_id, time_frame))


def window(call: Call, user_id: Id, time_frame: Frame, window_size: WindowSize = 5) -> LeaderboardStats | None:
    """The rows around a person's on the leaderboard; null for somebody who isn't on it."""
    found = boards.window(call.tx, user_id, time_frame, window_size)
    return None if found is None else LeaderboardStats.of(found, call.tx.now)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/leaderboards/{time_frame}", Rights.KEY, leaderboard, tag="boards", old=True),
    Route("POST", "/leaderboards/update", Rights.TRUSTED, update_all, 204, tag="boards"),
    Route("POST", "/leaderboards/update/{time_frame}", Rights.TRUSTED, update, 204, tag="boards"),
    Route("GET", "/users/{user_id}/stats", Rights.KEY, scores, tag="users", old=True),
    Route("GET", "/users/{user_id}/stats/{time_frame}", Rights.KEY, score, tag="users", old=True),
    Route("GET", "/users/{user_id}/stats/{time_frame}/window", Rights.KEY, window, tag="users", old=True),
)
