"""What was asked for."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Request:
    """One request and how it was answered; status 0: it was not."""

    time: datetime
    method: str
    path: str
    route: str
    body: Any
    status: int
    took: float  # seconds, inside the fake
    code: int = 0  # Discord's error code

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status}" + (f" ({self.code})" if self.code else "")


class Log:
    """The latest requests, and how often each route was asked for in all."""

    def __init__(self, keep: int = 5_000) -> None:
        self._recent: deque[Request] = deque(maxlen=keep)
        self.counts: Counter[tuple[str, str, int]] = Counter()  # by method, route and status

    def add(self, request: Request) -> None:
        self._recent.append(request)
        self.counts[request.method, request.route, request.status] += 1

    def __iter__(self) -> Iterator[Request]:
        return iter(self._recent)

    def __len__(self) -> int:
        return self.counts.total()

    def count(self, method: str, route: str, status: int | None = None) -> int:
        """How often a route (a template such as /channels/{channel_id}/messages) was asked for."""
        return sum(
            number
            for (each_method, each_route, each_status), number in self.counts.items()
            if (each_method, each_route) == (method, route) and status in (None, each_status)
        )

    def tail(self, number: int = 12) -> str:
        """The last requests, for messages of failed tests."""
        return "\n".join(f"  {one}" for one in [*self._recent][-number:]) or "  no request at all"
