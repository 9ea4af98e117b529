"""How much a long test does: a little by itself, more for as many seconds as ARBORETUM_SOAK allows, which all share."""

import os

SOAK = float(os.environ.get("ARBORETUM_SOAK", "0"))  # seconds


def scaled(little: int, whole: int, seconds: float) -> int:
    """`little` where nothing is allowed, else its part of the whole, which is done from so many seconds on."""
    return min(whole, max(little, round(whole * SOAK / seconds)))
