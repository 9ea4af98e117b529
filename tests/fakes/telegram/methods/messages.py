"""Messages that the bot sends, edits and deletes."""

from typing import Any

from tests.fakes.telegram import access, keyboards, letters, posting, texts
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.chats import Chat, Kind
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.refusals import Payload, bad, not_modified

LARGEST_UPLOAD = 50 * 1024 * 1024
DELETABLE = 48 * 60 * 60  # seconds in which somebody else's message in a private chat can be deleted
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(call: Call) -> Payload:
    chat = access.write(call.world, call.body["chat_id"])
    text, entities = texts.from_bot(call.world, call.text("text"), call.body)
    return _send(call, chat, text=text, entities=entities, preview=call.body.get("link_preview_options"))


def send_document(call: Call) -> Payload:
    chat = access.write(call.world, call.body["chat_id"], "can_send_documents", "documents")
    text, entities = texts.from_bot(call.world, call.text("caption"), call.body, caption=True)
    file = call.file("document")
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if not file.data:
        raise bad("file must be non-empty")
    if len(file.data) > LARGEST_UPLOAD:
        raise bad("file is too big")
    return _send(call, chat, text=text, entities=entities, document=file)


def _send(call: Call, chat: Chat, **content: Any) -> Payload:
    thread = access.thread(call.world, chat, call.number("message_thread_id"))
    content["markup"] = keyboards.checked(call.body.get("reply_markup"))
    content["reply_to"] = _replied(chat, call.body.get("reply_parameters"))
    content["silent"] = bool(call.body.get("disable_notification"))
    content["protected"] = bool(call.body.get("protect_content"))
    call.flood.take(call.method, chat)
    if chat.kind is Kind.CHANNEL:
        message = posting.post(call.world, chat, None, sender_chat=chat, from_bot=True, **content)
    else:
        message = posting.post(call.world, chat, call.world.bot, thread=thread, **content)
    return letters.message(message)


def _replied(chat: Chat, parameters: Payload | None) -> Message | None:
    if not parameters:
        return None
    found = chat.messages.get(parameters["message_id"])
    if found is None and not parameters.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return found


def edit_text(call: Call) -> Payload:
    message = _editable(call)
    if message.document or message.service:
        raise bad("there is no text in the message to edit")
    text, entities = texts.from_bot(call.world, call.text("text"), call.body)
    preview = call.body.get("link_preview_options")
    return _edit(call, message, text=text, entities=entities, preview=preview, markup=_markup(call))


def edit_caption(call: Call) -> Payload:
    message = _editable(call)
    if not message.document:
        raise bad("there is no caption in the message to edit")
    text, entities = texts.from_bot(call.world, call.text("caption"), call.body, caption=True)
    return _edit(call, message, text=text, entities=entities, markup=_markup(call))


def edit_markup(call: Call) -> Payload:
    return _edit(call, _editable(call), markup=_markup(call))


def _markup(call: Call) -> Payload | None:
    return keyboards.checked(call.body.get("reply_markup"), inline_only=True)


def _editable(call: Call) -> Message:
    chat = access.write(call.world, call.body.get("chat_id") or 0)
    message = access.message(call.world, chat, call.number("message_id"), "message to edit")
    if not message.by(call.world.bot) or (message.markup and not message.keyboard):
        raise bad("message can't be edited")
    return message


def _edit(call: Call, message: Message, **content: Any) -> Payload:
    compared = ("text", "entities", "markup")
    if all(getattr(message, name) == content[name] for name in compared if name in content):
        raise not_modified()
    call.flood.take(call.method, message.chat)
    posting.rewrite(call.world, message, **content)
    return letters.message(message)


def delete(call: Call) -> bool:
    chat = access.reach(call.world, call.body["chat_id"])
    _delete(call, access.message(call.world, chat, call.number("message_id"), "message to delete"))
    return True


def delete_many(call: Call) -> bool:
    """Those that are not there are passed over."""
    chat = access.reach(call.world, call.body["chat_id"])
    for message_id in call.body["message_ids"]:
        if message := chat.messages.get(message_id):
            _delete(call, message)
    return True


def _delete(call: Call, message: Message) -> None:
    world, chat = call.world, message.chat
    age = world.moments.unix() - message.date
    own = message.by(world.bot)
    may = chat.may(world.bot.id, "can_delete_messages")
    if (age > DELETABLE and not (may and not chat.private)) or not (own or may):
        raise bad("message can't be deleted for everyone")
    posting.remove(world, message, by_bot=True)


def chat_action(call: Call) -> bool:
    chat = access.write(call.world, call.body["chat_id"])
    access.thread(call.world, chat, call.number("message_thread_id"))
    if call.body["action"] not in _ACTIONS:
        raise bad("wrong parameter action in request")
    call.world.actions[chat.id, call.body["action"]] += 1
    return True


METHODS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete,
    "deleteMessages": delete_many,
    "sendChatAction": chat_action,
}
