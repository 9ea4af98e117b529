"""Who acts when: the simulated day, in order of time."""

from datetime import datetime
from heapq import heappop, heappush


class Agenda:
    """At most one date for each name; a new one takes the place of the old."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, str]] = []
        self._due: dict[str, int] = {}
        self._count = 0

    def __len__(self) -> int:
        return len(self._due)

    def put(self, name: str, moment: datetime) -> None:
        """Put somebody's next act down."""
        self._count += 1
        self._due[name] = self._count
        heappush(self._heap, (moment, self._count, name))

    def next(self) -> tuple[datetime, str]:
        """Take out whose turn it is, and when; IndexError when nobody is left."""
        while True:
            moment, number, name = heappop(self._heap)
            if self._due.get(name) == number:
                del self._due[name]
                return moment, name
