"""What was asked for."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.fakes.telegram.refusals import Payload


@dataclass(frozen=True)
class Request:
    """One request and how it was answered; status 0: it was not."""

    time: datetime
    method: str
    body: Payload
    status: int
    took: float  # seconds, inside the fake
    refusal: str = ""

    @property
    def chat_id(self) -> int | str | None:
        chat_id: int | str | None = self.body.get("chat_id")
        return chat_id

    def __str__(self) -> str:
        where = f" in {self.chat_id}" if self.chat_id else ""
        return f"{self.method}{where} -> {self.status}" + (f" ({self.refusal})" if self.refusal else "")


class Log:
    """The latest requests, and how often each method was asked for in all."""

    def __init__(self, keep: int = 5_000) -> None:
        self._recent: deque[Request] = deque(maxlen=keep)
        self.counts: Counter[tuple[str, int]] = Counter()  # by method and status
        self.refusals: Counter[tuple[str, str]] = Counter()  # by method and sentence

    def add(self, request: Request) -> None:
        self._recent.append(request)
        self.counts[request.method, request.status] += 1
        if request.refusal:
            self.refusals[request.method, request.refusal] += 1

    def __iter__(self) -> Iterator[Request]:
        return iter(self._recent)

    def __len__(self) -> int:
        return self.counts.total()

    def of(self, method: str, chat_id: int | None = None) -> list[Request]:
        """The latest requests of a method, and to a chat if one is given."""
        return [one for one in self._recent if one.method == method and chat_id in (None, one.chat_id)]

    def count(self, method: str, status: int | None = None) -> int:
        """How often a method was asked for."""
        return sum(
            number for (each, answered), number in self.counts.items() if each == method and status in (None, answered)
        )

    def tail(self, number: int = 12) -> str:
        """The last requests but for polls, for messages of failed tests."""
        told = [one for one in self._recent if one.method != "getUpdates"]
        return "\n".join(f"  {one}" for one in told[-number:]) or "  no request at all"
