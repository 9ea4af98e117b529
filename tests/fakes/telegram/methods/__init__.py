"""What can be asked for, by the name of the method."""

from tests.fakes.telegram.calls import Handler
from tests.fakes.telegram.methods import account, chats, files, messages, pins, presses, topics, updates

METHODS: dict[str, Handler] = (
    account.METHODS
    | chats.METHODS
    | files.METHODS
    | messages.METHODS
    | pins.METHODS
    | presses.METHODS
    | topics.METHODS
    | updates.METHODS
)
