"""The time in which the store is away: everybody waits, and one at a time tries whether it is back."""

from collections import deque
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from core.store.store import Clock

Waiter = TypeVar("Waiter")

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=2)


class Outage(Generic[Waiter]):
    """Holds back those who wait; pauses between tries grow, and whoever tried in vain goes to the end of the queue."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: deque[Waiter] = deque()
        self._next_try: datetime | None = None
        self._pause = FIRST_PAUSE

    @property
    def lasts(self) -> bool:
        """Whether the store was away at the last try."""
        return self._next_try is not None

    def hold(self, waiter: Waiter) -> None:
        """Keep somebody until the store is back."""
        if waiter not in self._waiting:
            self._waiting.append(waiter)

    def go_on(self) -> None:
        """The store was away again: the next try comes after a longer pause."""
        self._pause = min(self._pause * 2, LONGEST_PAUSE) if self.lasts else FIRST_PAUSE
        self._next_try = self._clock() + self._pause

    def next_to_try(self) -> Waiter | None:
        """Who may try now, if it is time."""
        if self._next_try is None or self._clock() < self._next_try or not self._waiting:
            return None
        self._next_try = self._clock() + self._pause
        return self._waiting.popleft()

    def end(self) -> list[Waiter]:
        """The store is back: all who waited, in their order."""
        waiting = list(self._waiting)
        self._waiting.clear()
        self._next_try = None
        return waiting
