"""One thing at a time for each person, in this process."""

from asyncio import Lock
from weakref import WeakValueDictionary

from core.domain.person import Identity


class Turns:
    """Hands out a lock per person; it is forgotten when nobody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Identity, Lock] = WeakValueDictionary()

    def of(self, who: Identity) -> Lock:
        """The person's own lock."""
        return self._locks.setdefault(who, Lock())
