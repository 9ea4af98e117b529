"""The list of messages that people flagged, for whoever moderates."""

from datetime import datetime

from core.api.cursors import ByDate, Page, page
from core.api.reach import by
from core.api.route import Call, Rights, Route
from core.api.wire import Id
from core.api.wire_messages import Count, FlaggedMessage
from core.domain.window import Mark, Window
from core.service import curate, flagged
from core.service.flagged import Flagged


def listed(call: Call, max_count: Count) -> list[FlaggedMessage]:
    """Flagged messages, those of the oldest flags first."""
    window: Window[datetime] = Window(max_count)
    return [_shown(one) for one in window.cut(flagged.listed(call.tx, window))[0]]


def pages(call: Call, wanted: ByDate) -> Page[FlaggedMessage]:
    """Flagged messages, a page at a time."""
    window = wanted.window
    rows = flagged.listed(call.tx, window)
    return page(window, rows, sort_key="created_date", mark=_mark, item=_shown)


def processed(call: Call, message_id: Id) -> FlaggedMessage:
    """Note that a moderator has seen to a flagged message; the flags it had are closed (D19)."""
    return _shown(curate.settle(call.tx, by(call), message_id))


def _mark(one: Flagged) -> Mark[datetime]:
    return Mark(one.raised_at, one.message_id)


def _shown(one: Flagged) -> FlaggedMessage:
    return FlaggedMessage(message_id=one.message_id, processed=one.processed, created_date=one.raised_at)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/admin/flagged_messages", Rights.TRUSTED, listed, tag="admin"),
    Route("GET", "/admin/flagged_messages/cursor", Rights.TRUSTED, pages, tag="admin"),
    Route("POST", "/admin/flagged_messages/{message_id}/processed", Rights.TRUSTED, processed, tag="admin"),
)
