"""Drawing with Discord's means: cards as messages, forms as modals, within all limits; no word to the network."""

from bots.discord.drawing.form import filled, modal
from bots.discord.drawing.page import draw
from bots.discord.drawing.reader import Reader

__all__ = ["Reader", "draw", "filled", "modal"]
