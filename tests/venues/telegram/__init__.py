"""Rehearsals through the real python-telegram-bot, at the fake of the Bot API."""

from tests.venues.telegram.venue import open_venue

__all__ = ["open_venue"]
