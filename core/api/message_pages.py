"""Lists of messages, within what a caller may see: an untrusted client sees what came by itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.api.cursors import Page, page
from core.api.reach import viewer, within_reach
from core.api.rejections import AuthAndUsernameRequired
from core.api.route import Call
from core.api.wire import AuthMethod, Message
from core.api.wire_users import FrontEndUser
from core.domain.person import Identity
from core.domain.window import Mark, Window
from core.service import account, directory, listing
from core.service.listing import Wanted
from core.service.messages import Said


@dataclass(frozen=True, slots=True)
class Span:
    """A list without cursors: the first messages from one date to another, both included."""

    count: int
    start: datetime | None
    end: datetime | None
    descending: bool

    @property
    def window(self) -> Window[datetime]:
        """The same as a window."""
        start = None if self.start is None else Mark(self.start)
        end = None if self.end is None else Mark(self.end)
        after, before = (end, start) if self.descending else (start, end)
        return Window(self.count, after, before, self.descending, anchored=True)


def identity(auth_method: AuthMethod | None, username: str | None) -> Identity | None:
    """The identity that both halves name together."""
    if (auth_method is None) is not (username is None):
        raise AuthAndUsernameRequired()
    return None if auth_method is None or username is None else Identity(auth_method.value, username)


def listed(call: Call, wanted: Wanted, span: Span) -> list[Message]:
    """The messages of a span."""
    found, _ = span.window.cut(listing.find(call.tx, _within_reach(call, wanted), span.window))
    viewer_id = viewer(call)
    return [Message.of(one, viewer_id) for one in found]


def paged(call: Call, wanted: Wanted, window: Window[datetime], *, with_users: bool = False) -> Page[Message]:
    """One page of messages."""
    wanted = _within_reach(call, wanted)
    rows = listing.find(call.tx, wanted, window)
    viewer_id = viewer(call)
    authors = _authors(call, rows) if with_users else {}

    def shown(one: Said) -> Message:
        return Message.of(one, viewer_id, user=authors.get(one.author_id))

    return page(window, rows, sort_key="created_date", mark=lambda one: Mark(one.created_at, one.id), item=shown)


def _authors(call: Call, rows: list[Said]) -> dict[str | None, dict[str, Any]]:
    """Who wrote the messages; an untrusted client knows them by its own names alone."""
    ids = {one.author_id for one in rows if one.author_id is not None}
    found = directory.several(call.tx, ids, None if call.trusted else call.tx.client)
    return {one.person_id: FrontEndUser.of(one).model_dump(mode="json") for one in found}


def _within_reach(call: Call, wanted: Wanted) -> Wanted:
    """What is wanted, if the caller may see it."""
    client_id = within_reach(call, wanted.client_id)
    if wanted.author_id is not None:
        known = account.get if call.trusted else account.vouched
        known(call.tx, wanted.author_id)
    return replace(wanted, client_id=client_id)
