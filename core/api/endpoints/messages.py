"""Messages: read, judged, changed and removed."""

from core.api.message_views import View, view
from core.api.people import acting
from core.api.reach import by, viewer
from core.api.rejections import EmojiUnsupported
from core.api.route import Call, Rights, Route
from core.api.wire import Conversation, Id, Message, MessageTree
from core.api.wire_messages import MessageEdit, MessageEmoji, MessageRevision, TreeState
from core.service import curate, reactions, reading, revisions


def one(call: Call, message_id: Id) -> Message:
    """A message."""
    return _view(call, message_id).message()


def conversation(call: Call, message_id: Id) -> Conversation:
    """The conversation from the root to a message."""
    return _view(call, message_id).conversation()


def tree(call: Call, message_id: Id, include_spam: bool = True, include_deleted: bool = False) -> MessageTree:
    """The whole tree around a message."""
    return _view(call, message_id).tree(include_spam, include_deleted)


def children(call: Call, message_id: Id) -> list[Message]:
    """The direct replies to a message."""
    return _view(call, message_id).children()


def descendants(call: Call, message_id: Id) -> MessageTree:
    """Everything below a message."""
    return _view(call, message_id).descendants()


def longest_conversation(call: Call, message_id: Id) -> Conversation:
    """The longest conversation of the tree around a message."""
    return _view(call, message_id).longest()


def max_children(call: Call, message_id: Id) -> MessageTree:
    """The message with most replies in the tree around a message, and these replies."""
    return _view(call, message_id).broadest()


def tree_state(call: Call, message_id: Id) -> TreeState:
    """Where the tree around a message stands."""
    return _state(call, reading.around(call.tx, message_id, deleted=call.trusted).here.tree_id)


def set_tree_state(call: Call, message_id: Id, halt: bool) -> TreeState:
    """Halt the tree around a message, or let a stopped one go on."""
    tree_id = reading.around(call.tx, message_id, deleted=True).here.tree_id
    if halt:
        curate.halt(call.tx, by(call), tree_id)
    elif reading.growing(call.tx, tree_id).state in curate.STOPPED:
        curate.resume(call.tx, by(call), tree_id)
    return _state(call, tree_id)


def delete(call: Call, message_id: Id) -> None:
    """Delete a message and everything below it."""
    curate.remove(call.tx, by(call), message_id)


def undelete(call: Call, message_id: Id) -> None:
    """Undelete a message and everything above it (D39: for trusted clients alone)."""
    curate.restore(call.tx, by(call), message_id)


def edit(call: Call, message_id: Id, body: MessageEdit) -> None:
    """Replace the text of a message; the old one is kept in its history."""
    editor = acting(call, body.user)
    curate.edit(call.tx, editor.id, message_id, body.new_content)


def history(call: Call, message_id: Id) -> list[MessageRevision]:
    """All texts of an edited message, the first one first."""
    viewer_id = viewer(call)
    return [
        MessageRevision(
            id=version.id,
            text=version.text,
            message_id=version.message_id,
            user_id=version.writer_id,
            created_date=version.written_at,
            user_is_author=None if viewer_id is None else version.writer_id == viewer_id,
        )
        for version in revisions.history(call.tx, message_id)
    ]


def emoji(call: Call, message_id: Id, body: MessageEmoji) -> Message:
    """Give a message an emoji, or take it back."""
    person = acting(call, body.user)
    reading.around(call.tx, message_id, deleted=call.trusted)
    if body.emoji.internal and not call.trusted:
        raise EmojiUnsupported("This emoji stands for a skipped task: skip one, or take another emoji.")
    reactions.react(call.tx, person.id, message_id, body.emoji, body.op)
    return Message.of(reading.around(call.tx, message_id, deleted=True).here, person.id)


def _view(call: Call, message_id: str) -> View:
    return view(call, message_id, viewer(call))


def _state(call: Call, tree_id: str) -> TreeState:
    found = reading.growing(call.tx, tree_id)
    return TreeState(
        message_tree_id=found.id,
        state=found.state,
        goal_tree_size=found.goal_size,
        max_depth=found.max_depth,
        max_children_count=found.max_children,
        active=found.state.at_work,
        origin=found.origin,
    )


ROUTES: tuple[Route, ...] = (
    Route("GET", "/messages/{message_id}", Rights.KEY, one, tag="messages"),
    Route("GET", "/messages/{message_id}/conversation", Rights.KEY, conversation, tag="messages"),
    Route("GET", "/messages/{message_id}/tree", Rights.KEY, tree, tag="messages"),
    Route("GET", "/messages/{message_id}/tree/state", Rights.KEY, tree_state, tag="messages"),
    Route("PUT", "/messages/{message_id}/tree/state", Rights.TRUSTED, set_tree_state, tag="messages"),
    Route("GET", "/messages/{message_id}/children", Rights.KEY, children, tag="messages"),
    Route("GET", "/messages/{message_id}/descendants", Rights.KEY, descendants, tag="messages"),
    Route(
        "GET",
        "/messages/{message_id}/longest_conversation_in_tree",
        Rights.KEY,
        longest_conversation,
        tag="messages",
    ),
    Route("GET", "/messages/{message_id}/max_children_in_tree", Rights.KEY, max_children, tag="messages"),
    Route("DELETE", "/messages/{message_id}", Rights.TRUSTED, delete, 204, tag="messages"),
    Route("PUT", "/messages/{message_id}/undelete", Rights.TRUSTED, undelete, 202, tag="messages"),
    Route("POST", "/messages/{message_id}/edit", Rights.TRUSTED, edit, tag="messages"),
    Route("GET", "/messages/{message_id}/history", Rights.TRUSTED, history, tag="messages"),
    Route("POST", "/messages/{message_id}/emoji", Rights.ACT, emoji, 202, tag="messages"),
)
