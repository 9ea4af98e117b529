"""Rehearsals through the real discord.py, at the fake of Discord."""

from tests.venues.discord.venue import open_venue

__all__ = ["open_venue"]
