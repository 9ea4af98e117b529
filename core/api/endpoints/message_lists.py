"""Messages out of all trees."""

from core.api.cursors import Page, date_mark
from core.api.message_pages import Span, identity, listed, paged
from core.api.route import Call, Rights, Route
from core.api.wire import AuthMethod, Id, Language, Message
from core.api.wire_messages import Count, Date, Word
from core.domain.window import Window
from core.service.listing import Wanted


def latest(
    call: Call,
    auth_method: AuthMethod | None = None,
    username: Word | None = None,
    api_client_id: Id | None = None,
    max_count: Count = 10,
    start_date: Date | None = None,
    end_date: Date | None = None,
    only_roots: bool = False,
    desc: bool = True,
    allow_deleted: bool = False,
    lang: Language | None = None,
) -> list[Message]:
    """Messages by date, the newest first."""
    wanted = Wanted(
        author=identity(auth_method, username),
        client_id=api_client_id,
        lang=lang or None,
        only_roots=only_roots,
        deleted=allow_deleted,
    )
    return listed(call, wanted, Span(max_count, start_date, end_date, desc))


def pages(
    call: Call,
    before: str | None = None,
    after: str | None = None,
    user_id: Id | None = None,
    auth_method: AuthMethod | None = None,
    username: Word | None = None,
    api_client_id: Id | None = None,
    only_roots: bool = False,
    include_deleted: bool = False,
    max_count: Count = 10,
    desc: bool = False,
    search_query: Word | None = None,
    lang: Language | None = None,
    include_user: bool = False,
) -> Page[Message]:
    """Messages by date, a page at a time; words are looked for within a language."""
    wanted = Wanted(
        author_id=user_id,
        author=identity(auth_method, username),
        client_id=api_client_id,
        lang=lang or None,
        words=search_query if lang else None,
        only_roots=only_roots,
        deleted=include_deleted,
    )
    window = Window(max_count, date_mark(after), date_mark(before), desc)
    return paged(call, wanted, window, with_users=include_user)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/messages/", Rights.KEY, latest, tag="messages"),
    Route("GET", "/messages/cursor", Rights.KEY, pages, tag="messages"),
)
