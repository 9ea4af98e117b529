"""Messages by the names that their client gave them; nobody in particular looks at them."""

from core.api.message_views import View, view
from core.api.route import Call, Rights, Route
from core.api.wire import Conversation, Message, MessageTree
from core.api.wire_messages import Word
from core.service import reading


def one(call: Call, frontend_message_id: Word) -> Message:
    """A message of the client's own."""
    return _view(call, frontend_message_id).message()


def conversation(call: Call, frontend_message_id: Word) -> Conversation:
    """The conversation from the root to a message of the client's own."""
    return _view(call, frontend_message_id).conversation()


def tree(
    call: Call, frontend_message_id: Word, include_spam: bool = True, include_deleted: bool = False
) -> MessageTree:
    """The whole tree around a message of the client's own."""
    return _view(call, frontend_message_id).tree(include_spam, include_deleted)


def children(call: Call, frontend_message_id: Word) -> list[Message]:
    """The direct replies to a message of the client's own."""
    return _view(call, frontend_message_id).children()


def descendants(call: Call, frontend_message_id: Word) -> MessageTree:
    """Everything below a message of the client's own."""
    return _view(call, frontend_message_id).descendants()


def longest_conversation(call: Call, frontend_message_id: Word) -> Conversation:
    """The longest conversation of the tree around a message of the client's own."""
    return _view(call, frontend_message_id).longest()


def max_children(call: Call, frontend_message_id: Word) -> MessageTree:
    """The message with most replies in the tree around a message of the client's own, and these replies."""
    return _view(call, frontend_message_id).broadest()


def _view(call: Call, frontend_id: str) -> View:
    return view(call, reading.named(call.tx, frontend_id), None)


_PATHS = {
    "": one,
    "/conversation": conversation,
    "/tree": tree,
    "/children": children,
    "/descendants": descendants,
    "/longest_conversation_in_tree": longest_conversation,
    "/max_children_in_tree": max_children,
}
ROUTES: tuple[Route, ...] = tuple(
    Route("GET", f"/frontend_messages/{{frontend_message_id}}{path}", Rights.KEY, endpoint, tag="frontend_messages")
    for path, endpoint in _PATHS.items()
)
