"""What one person wrote."""

from core.api.cursors import Page
from core.api.message_pages import PageOfMessages, Span, listed, paged
from core.api.route import Call, Rights, Route
from core.api.wire import AuthMethod, Id, Message
from core.api.wire_messages import Word
from core.domain.person import Identity


def of_person(call: Call, user_id: Id, span: Span, include_deleted: bool = False) -> list[Message]:
    """What a person wrote, the newest first."""
    return listed(call, span, author_id=user_id, deleted=include_deleted)


def pages_of_person(call: Call, user_id: Id, wanted: PageOfMessages) -> Page[Message]:
    """What a person wrote, a page at a time."""
    return paged(call, wanted, author_id=user_id)


def of_identity(
    call: Call, auth_method: AuthMethod, username: Word, span: Span, include_deleted: bool = False
) -> list[Message]:
    """What somebody wrote whom a client knows by a name, the newest first."""
    return listed(call, span, author=Identity(auth_method.value, username), deleted=include_deleted)


def pages_of_identity(call: Call, auth_method: AuthMethod, username: Word, wanted: PageOfMessages) -> Page[Message]:
    """What somebody wrote whom a client knows by a name, a page at a time."""
    return paged(call, wanted, author=Identity(auth_method.value, username))


_BY_NAME = "/frontend_users/{auth_method}/{username}/messages"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/users/{user_id}/messages", Rights.KEY, of_person, tag="users"),
    Route("GET", "/users/{user_id}/messages/cursor", Rights.KEY, pages_of_person, tag="users"),
    Route("GET", _BY_NAME, Rights.KEY, of_identity, tag="frontend_users"),
    Route("GET", f"{_BY_NAME}/cursor", Rights.KEY, pages_of_identity, tag="frontend_users"),
)
