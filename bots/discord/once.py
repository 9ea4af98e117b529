"""Interactions that were heard already: a session that goes on after a loss may be told of them again."""

from collections import OrderedDict


class Once:
    """Knows the latest of them, in this process, which alone can be told again."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._heard: OrderedDict[int, None] = OrderedDict()

    def first(self, id: int) -> bool:
        """Whether this one was not heard before."""
        if id in self._heard:
            return False
        self._heard[id] = None
        if len(self._heard) > self._most:
            self._heard.popitem(last=False)
        return True
