"""An order as people type it: `2 1 3`, `2 1=3`, `b a=c`."""

import re

_TOKEN = re.compile(r"\s*(?P<name>\d+|[A-Za-z])\s*(?P<joint>=?)")
_SEPARATORS = re.compile(r"[,;>]+")


def parse_order(text: str, count: int) -> tuple[tuple[int, ...], ...] | None:
    """The places, best first, as indices below `count`; None for what is no order of these replies.

    Not all need be named; none may be named twice.
    """
    text = _SEPARATORS.sub(" ", text).strip()
    places: list[list[int]] = []
    at, joined = 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        index = _index(match["name"])
        if not 0 <= index < count or any(index in place for place in places):
            return None
        if joined:
            places[-1].append(index)
        else:
            places.append([index])
        at, joined = match.end(), bool(match["joint"])
    return None if joined or not places else tuple(map(tuple, places))


def _index(name: str) -> int:
    return int(name) - 1 if name.isdigit() else ord(name.upper()) - ord("A")
