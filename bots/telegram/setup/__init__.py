"""Set-up in the chat: a group's administrators choose languages, kinds, board and moderators there."""

from bots.telegram.setup.desk import SetUp

__all__ = ["SetUp"]
