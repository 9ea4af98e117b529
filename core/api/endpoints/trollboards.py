"""Trollboards."""

from core.api.endpoints.leaderboards import MaxCount
from core.api.route import Call, Rights, Route
from core.api.wire_boards import TrollboardStats, TrollScore
from core.domain.score import Frame
from core.service.trollboard import trolls


def trollboard(
    call: Call, time_frame: Frame, max_count: MaxCount = 100, enabled: bool | None = None
) -> TrollboardStats:
    """Those against whose messages most is said, counted now; only enabled or only disabled people, if asked for."""
    who = call.referred()
    found = trolls(call.tx, time_frame, max_count, enabled, who.id if who else None)
    rows = [TrollScore.of(one, time_frame, call.tx.now) for one in found]
    return TrollboardStats(time_frame=time_frame, last_updated=call.tx.now, trollboard=rows)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/trollboards/{time_frame}", Rights.TRUSTED, trollboard, tag="boards", old=True),
)
