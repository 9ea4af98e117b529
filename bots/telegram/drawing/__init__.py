"""Drawing with Telegram's means: cards as messages in HTML with buttons below, within all limits; no network."""

from bots.telegram.drawing.keyboard import Shown
from bots.telegram.drawing.page import Drawn, draw
from bots.telegram.drawing.reader import Reader

__all__ = ["Drawn", "Reader", "Shown", "draw"]
