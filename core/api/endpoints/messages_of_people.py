"""What one person wrote."""

from core.api.cursors import Page, date_mark
from core.api.message_pages import Span, listed, paged
from core.api.route import Call, Rights, Route
from core.api.wire import AuthMethod, Id, Language, Message
from core.api.wire_messages import Count, Date, Word
from core.domain.person import Identity
from core.domain.window import Window
from core.service.listing import Wanted


def of_person(
    call: Call,
    user_id: Id,
    api_client_id: Id | None = None,
    max_count: Count = 10,
    start_date: Date | None = None,
    end_date: Date | None = None,
    only_roots: bool = False,
    desc: bool = True,
    include_deleted: bool = False,
    lang: Language | None = None,
) -> list[Message]:
    """What a person wrote, the newest first."""
    wanted = Wanted(user_id, None, api_client_id, lang or None, None, only_roots, include_deleted)
    return listed(call, wanted, Span(max_count, start_date, end_date, desc))


def pages_of_person(
    call: Call,
    user_id: Id,
    before: str | None = None,
    after: str | None = None,
    api_client_id: Id | None = None,
    only_roots: bool = False,
    include_deleted: bool = False,
    max_count: Count = 10,
    desc: bool = False,
    search_query: Word | None = None,
    lang: Language | None = None,
    include_user: bool = False,
) -> Page[Message]:
    """What a person wrote, a page at a time."""
    words = search_query if lang else None
    wanted = Wanted(user_id, None, api_client_id, lang or None, words, only_roots, include_deleted)
    window = Window(max_count, date_mark(after), date_mark(before), desc)
    return paged(call, wanted, window, with_users=include_user)


def of_identity(
    call: Call,
    auth_method: AuthMethod,
    username: Word,
    api_client_id: Id | None = None,
    max_count: Count = 10,
    start_date: Date | None = None,
    end_date: Date | None = None,
    only_roots: bool = False,
    desc: bool = True,
    include_deleted: bool = False,
    lang: Language | None = None,
) -> list[Message]:
    """What somebody wrote whom a client knows by a name, the newest first."""
    who = Identity(auth_method.value, username)
    wanted = Wanted(None, who, api_client_id, lang or None, None, only_roots, include_deleted)
    return listed(call, wanted, Span(max_count, start_date, end_date, desc))


def pages_of_identity(
    call: Call,
    auth_method: AuthMethod,
    username: Word,
    before: str | None = None,
    after: str | None = None,
    api_client_id: Id | None = None,
    only_roots: bool = False,
    include_deleted: bool = False,
    max_count: Count = 10,
    desc: bool = False,
    search_query: Word | None = None,
    lang: Language | None = None,
    include_user: bool = False,
) -> Page[Message]:
    """What somebody wrote whom a client knows by a name, a page at a time."""
    who, words = Identity(auth_method.value, username), search_query if lang else None
    wanted = Wanted(None, who, api_client_id, lang or None, words, only_roots, include_deleted)
    window = Window(max_count, date_mark(after), date_mark(before), desc)
    return paged(call, wanted, window, with_users=include_user)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/users/{user_id}/messages", Rights.KEY, of_person, tag="users"),
    Route("GET", "/users/{user_id}/messages/cursor", Rights.KEY, pages_of_person, tag="users"),
    Route("GET", "/frontend_users/{auth_method}/{username}/messages", Rights.KEY, of_identity, tag="frontend_users"),
    Route(
        "GET",
        "/frontend_users/{auth_method}/{username}/messages/cursor",
        Rights.KEY,
        pages_of_identity,
        tag="frontend_users",
    ),
)
