"""Trees and their messages as one caller may see them: what is deleted is told to trusted keys alone."""

from dataclasses import dataclass

from core.api.rejections import ConversationBroken
from core.api.route import Call
from core.api.wire import Conversation, ConversationMessage, Message, MessageTree
from core.service import reading
from core.service.messages import Said
from core.service.reading import Reading


@dataclass(frozen=True, slots=True)
class View:
    """A message in its tree, as one person sees it; as nobody in particular does, without a `viewer_id`."""

    reading: Reading
    viewer_id: str | None
    trusted: bool
    client_id: str

    def message(self) -> Message:
        """The message itself."""
        return Message.of(self.reading.here, self.viewer_id)

    def conversation(self) -> Conversation:
        """From the root to the message; everything above it must be accepted and not deleted."""
        thread = self.reading.thread()
        if not all(one.stands for one in thread[:-1]):
            raise ConversationBroken()
        return self._conversation(thread)

    def tree(self, include_spam: bool, include_deleted: bool) -> MessageTree:
        """The whole tree; without spam it is what was accepted."""
        found = [
            one
            for one in self.reading.messages
            if (include_spam or one.verdict) and (not one.deleted or (include_deleted and self._may_see(one)))
        ]
        return self._tree(self.reading.here.tree_id, found)

    def children(self) -> list[Message]:
        """The direct replies."""
        return self._messages(self.reading.children())

    def descendants(self) -> MessageTree:
        """All that is below the message."""
        found = [one for one in self.reading.descendants() if self.trusted or not one.deleted]
        return self._tree(self.reading.here.id, found)

    def longest(self) -> Conversation:
        """The longest conversation of the tree."""
        return self._conversation(self.reading.longest())

    def broadest(self) -> MessageTree:
        """The message with most replies, and these."""
        return self._tree(self.reading.here.tree_id, self.reading.broadest())

    def _may_see(self, deleted: Said) -> bool:
        return self.trusted or deleted.client_id == self.client_id

    def _messages(self, found: list[Said]) -> list[Message]:
        return [Message.of(one, self.viewer_id) for one in found]

    def _conversation(self, found: list[Said]) -> Conversation:
        said = [ConversationMessage.of(one, self.viewer_id) for one in found]
        return Conversation.model_construct(messages=said)

    def _tree(self, tree_id: str, found: list[Said]) -> MessageTree:
        return MessageTree.model_construct(id=tree_id, messages=self._messages(found))


def view(call: Call, message_id: str, viewer_id: str | None) -> View:
    """A message and its tree; a deleted one is unknown to keys that are not trusted."""
    found = reading.around(call.tx, message_id, deleted=call.trusted)
    return View(found, viewer_id, call.trusted, call.tx.client)
