"""Pinned messages."""

from tests.fakes.telegram import access, letters, posting
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.chats import Chat, Kind
from tests.fakes.telegram.messages import Message


def pin(call: Call) -> bool:
    chat = _manageable(call)
    message = access.message(call.world, chat, call.number("message_id"), "message to pin")
    if not message.pinned:
        message.pinned = True
        chat.pinned.append(message.id)
        _tell(call, message)
    return True


def _tell(call: Call, message: Message) -> None:
    """A service message tells of the pin, also the bot itself."""
    drawn = letters.message(message, quoted=False)
    posting.serve(call.world, message.chat, call.world.bot, {"pinned_message": drawn}, message.thread)


def unpin(call: Call) -> bool:
    chat = _manageable(call)
    wanted = call.number("message_id")
    if wanted is None:
        wanted = max(chat.pinned, default=None)
    if wanted not in chat.pinned:
        access.message(call.world, chat, wanted, "message to unpin")
        return True
    _unpin(call, chat, [wanted])
    return True


def unpin_all(call: Call) -> bool:
    chat = _manageable(call)
    _unpin(call, chat, [*chat.pinned])
    return True


def unpin_topic(call: Call) -> bool:
    chat = _manageable(call)
    thread = access.topic(chat, call.body["message_thread_id"]).id
    _unpin(call, chat, [one for one in chat.pinned if chat.messages[one].thread == thread])
    return True


def _unpin(call: Call, chat: Chat, ids: list[int]) -> None:
    for message_id in ids:
        chat.messages[message_id].pinned = False
        chat.pinned.remove(message_id)
    call.world.changed(chat, by_bot=True)


def _manageable(call: Call) -> Chat:
    chat = access.write(call.world, call.body["chat_id"])
    right = "can_edit_messages" if chat.kind is Kind.CHANNEL else "can_pin_messages"
    access.needs(call.world, chat, right, "manage pinned messages in the chat")
    return chat


METHODS: dict[str, Handler] = {
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
    "unpinAllForumTopicMessages": unpin_topic,
}
