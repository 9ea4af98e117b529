"""The time in which the store is away: everybody waits, and one at a time tries whether it is back."""

from collections import deque
from datetime import datetime, timedelta
from typing import Generic, TypeVar

import structlog

from core.domain.errors import StoreAway
from core.store.store import Clock

log = structlog.get_logger()

Waiter = TypeVar("Waiter")

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=2)
LONG = timedelta(minutes=2)  # from then on deadlines have to be set right


class Outage(Generic[Waiter]):
    """Holds back those who wait; pauses between tries grow, and whoever tried in vain goes to the end of the queue.

    `over_since` is the end of a long outage that has not been seen to yet.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: deque[Waiter] = deque()
        self._since: datetime | None = None
        self._next_try = clock()
        self._trying = False
        self._pause = FIRST_PAUSE
        self._told_of_key = False
        self.number = 0  # of this outage, or the last one
        self.over_since: datetime | None = None

    @property
    def lasts(self) -> bool:
        """Whether the store was away at the last try."""
        return self._since is not None

    def hold(self, waiter: Waiter) -> None:
        """Keep somebody until the store is back."""
        if not self.holds(waiter):
            self._waiting.append(waiter)

    def holds(self, waiter: Waiter) -> bool:
        """Whether somebody is being kept."""
        return waiter in self._waiting

    def go_on(self, away: StoreAway) -> None:
        """The store was away, or away again: then the next try comes after a longer pause."""
        reason = away.arguments.get("reason", "")
        if self._since is None:
            self._since, self._pause = self._clock(), FIRST_PAUSE
            self.number += 1
            log.warning("store_away", reason=reason)
        elif self._trying:
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        else:
            return  # what left before the outage was known says nothing new
        self._trying = False
        self._next_try = self._clock() + self._pause
        if reason == "key" and not self._told_of_key:
            self._told_of_key = True
            log.error(
                "store_refuses_key",
                advice="check ARBORETUM_STORE_KEY: a key of that store, not revoked, with the scope of a bot",
            )

    def next_to_try(self) -> Waiter | None:
        """Who may try now, if it is time."""
        return self._waiting.popleft() if self._waiting and self._try() else None

    def may_try(self) -> bool:
        """Whether somebody who doesn't wait here may try in the place of all: it is time, and nobody else will."""
        return not self._waiting and self._try()

    def end(self) -> list[Waiter]:
        """The store is back: all who waited, in their order."""
        waiting = list(self._waiting)
        self._waiting.clear()
        if self._since is not None:
            lasted = self._clock() - self._since
            log.info("store_back", seconds=round(lasted.total_seconds()))
            self.over_since = self._clock() if lasted > LONG else self.over_since
        self._since, self._told_of_key = None, False
        return waiting

    def _try(self) -> bool:
        if self._since is None or self._clock() < self._next_try:
            return False
        self._trying, self._next_try = True, self._clock() + self._pause
        return True
