"""How the tree store is doing, as seen from here."""

from enum import StrEnum


class Condition(StrEnum):
    """What the last call found."""

    UP = "up"
    SLOW = "slow"
    AWAY = "away"
