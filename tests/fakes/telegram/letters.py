"""How messages stand on the wire."""

from tests.fakes.telegram import payloads
from tests.fakes.telegram.chats import Kind
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.queries import Query
from tests.fakes.telegram.refusals import Payload


def message(one: Message, *, quoted: bool = True) -> Payload:
    """A message; one that is quoted by another does not quote a third."""
    payload: Payload = {"message_id": one.id, "date": one.date, "chat": payloads.chat(one.chat)}
    if one.author:
        payload["from"] = payloads.user(one.author)
    if one.sender_chat:
        payload["sender_chat"] = payloads.chat(one.sender_chat)
    if one.thread:
        payload["message_thread_id"] = one.thread
    if one.in_topic:
        payload["is_topic_message"] = True
    if quoted and one.reply_to and not one.reply_to.deleted:
        payload["reply_to_message"] = message(one.reply_to, quoted=False)
    if one.edited:
        payload["edit_date"] = one.edited
    return payload | _flags(one) | _content(one)


def _flags(one: Message) -> Payload:
    payload: Payload = {}
    if one.signature:
        payload["author_signature"] = one.signature
    if one.protected:
        payload["has_protected_content"] = True
    if one.origin:
        payload["forward_origin"] = one.origin
    if one.automatic:
        payload["is_automatic_forward"] = True
    return payload


def _content(one: Message) -> Payload:
    payload: Payload = {}
    text, entities = ("caption", "caption_entities") if one.document or one.media else ("text", "entities")
    if one.text:
        payload[text] = one.text
    if one.entities:
        payload[entities] = one.entities
    if one.document:
        payload["document"] = payloads.document(one.document)
    if one.preview:
        payload["link_preview_options"] = one.preview
    if one.keyboard:
        payload["reply_markup"] = {"inline_keyboard": one.keyboard}
    return payload | (one.media or {}) | (one.service or {})


def maybe_gone(one: Message) -> Payload:
    """A message that may have been deleted since."""
    if one.deleted:
        return {"chat": payloads.chat(one.chat), "message_id": one.id, "date": 0}
    return message(one)


def query(one: Query) -> Payload:
    """A press of a button."""
    return {
        "id": one.id,
        "from": payloads.user(one.user),
        "message": maybe_gone(one.message),
        "chat_instance": str(one.message.chat.id * 7_919),
        "data": one.data,
    }


def kind(one: Message, *, edited: bool = False) -> str:
    """As which kind of update a message comes."""
    name = "channel_post" if one.chat.kind is Kind.CHANNEL else "message"
    return f"edited_{name}" if edited else name


def origin(one: Message) -> Payload:
    """Where a forwarded message comes from."""
    if one.author is None or one.sender_chat:
        place = payloads.chat(one.sender_chat or one.chat)
        return {"type": "channel", "date": one.date, "chat": place, "message_id": one.id}
    return {"type": "user", "date": one.date, "sender_user": payloads.user(one.author)}
