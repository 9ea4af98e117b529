"""Messages out of all trees."""

from core.api.cursors import Page
from core.api.message_pages import PageOfMessages, Span, identity, listed, paged
from core.api.route import Call, Rights, Route
from core.api.wire import AuthMethod, Id, Message
from core.api.wire_messages import Word


def latest(
    call: Call,
    span: Span,
    auth_method: AuthMethod | None = None,
    username: Word | None = None,
    allow_deleted: bool = False,
) -> list[Message]:
    """Messages by date, the newest first."""
    return listed(call, span, author=identity(auth_method, username), deleted=allow_deleted)


def pages(
    call: Call,
    wanted: PageOfMessages,
    user_id: Id | None = None,
    auth_method: AuthMethod | None = None,
    username: Word | None = None,
) -> Page[Message]:
    """Messages by date, a page at a time; words are looked for within a language."""
    return paged(call, wanted, author_id=user_id, author=identity(auth_method, username))


ROUTES: tuple[Route, ...] = (
    Route("GET", "/messages/", Rights.KEY, latest, tag="messages"),
    Route("GET", "/messages/cursor", Rights.KEY, pages, tag="messages"),
)
