"""Lists of messages, within what a caller may see: an untrusted client sees what came by itself."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.api.cursors import ByDate, Page, page
from core.api.reach import viewer, within_reach
from core.api.rejections import AuthAndUsernameRequired
from core.api.route import Call, Query
from core.api.wire import AuthMethod, Id, Language, Message
from core.api.wire_messages import Count, Date, Word
from core.api.wire_users import FrontEndUser
from core.domain.person import Identity
from core.domain.window import Mark, Window
from core.service import account, directory, listing
from core.service.listing import Wanted
from core.service.messages import Said


class _Selection(Query):
    """Which messages of a person, or of all."""

    api_client_id: Id | None = None
    only_roots: bool = False
    lang: Language | None = None

    def wanted(self, author_id: str | None, author: Identity | None, words: str | None, deleted: bool) -> Wanted:
        """The same in the words of the store; an empty language is none."""
        return Wanted(author_id, author, self.api_client_id, self.lang or None, words, self.only_roots, deleted)


class Span(_Selection):
    """A list without cursors: the first messages from one date to another, both included."""

    max_count: Count = 10
    start_date: Date | None = None
    end_date: Date | None = None
    desc: bool = True

    @property
    def window(self) -> Window[datetime]:
        """The same as a window."""
        start = None if self.start_date is None else Mark(self.start_date)
        end = None if self.end_date is None else Mark(self.end_date)
        after, before = (end, start) if self.desc else (start, end)
        return Window(self.max_count, after, before, self.desc, anchored=True)


class PageOfMessages(ByDate, _Selection):
    """A page of messages; words are looked for within a language alone."""

    include_deleted: bool = False
    search_query: Word | None = None
    include_user: bool = False


def identity(auth_method: AuthMethod | None, username: str | None) -> Identity | None:
    """The identity that both halves name together."""
    if (auth_method is None) is not (username is None):
        raise AuthAndUsernameRequired()
    return None if auth_method is None or username is None else Identity(auth_method.value, username)


def listed(
    call: Call, span: Span, *, author_id: str | None = None, author: Identity | None = None, deleted: bool
) -> list[Message]:
    """The messages of a span."""
    wanted = _within_reach(call, span.wanted(author_id, author, None, deleted))
    found, _ = span.window.cut(listing.find(call.tx, wanted, span.window))
    viewer_id = viewer(call)
    return [Message.of(one, viewer_id) for one in found]


def paged(
    call: Call, asked: PageOfMessages, *, author_id: str | None = None, author: Identity | None = None
) -> Page[Message]:
    """One page of messages."""
    words = asked.search_query if asked.lang else None
    wanted = asked.wanted(author_id, author, words, asked.include_deleted)
    window = asked.window
    rows = listing.find(call.tx, _within_reach(call, wanted), window)
    viewer_id = viewer(call)
    authors = _authors(call, rows) if asked.include_user else {}

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
