"""What comes in is told apart by where it stands."""

from datetime import UTC, datetime

from telegram import Chat, Message
from telegram.constants import ChatType

from bots.telegram.arrivals import reference


def said(chat: int, kind: ChatType) -> Message:
    return Message(57, datetime(2026, 11, 25, tzinfo=UTC), Chat(chat, kind))


def test_messages_of_two_chats_have_two_names_though_their_numbers_are_the_same() -> None:
    names = {reference(said(chat, ChatType.SUPERGROUP)) for chat in (-1001, -1002)}
    assert names | {reference(said(1001, ChatType.PRIVATE))} == {"-1001.57", "-1002.57", "57"}
