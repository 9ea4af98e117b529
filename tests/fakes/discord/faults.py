"""What goes wrong between the bot and Discord, planned by a test."""

import asyncio
import re
from dataclasses import dataclass, field


@dataclass(eq=False)
class Gate:
    """Where a request stands until it is let through; `arrived` is set when one came."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self) -> None:
        """Let the request, and all that come later, through."""
        self.opened.set()


@dataclass(eq=False)
class Fault:
    """What happens to the next `times` requests that match; None: to all until it is lifted."""

    method: str
    pattern: re.Pattern[str]
    times: int | None
    status: int | None = None  # answered instead
    reset: bool = False  # the connection breaks instead of an answer
    done: bool = False  # what was asked for is done all the same
    retry_after: float = 0.0
    everywhere: bool = False  # a limit over all routes
    nameless: bool = False  # the answer has no Content-Type
    unlisted: bool = False  # a 429 of the proxy in front, in HTML and without `Via`
    delay: float = 0.0
    gate: Gate | None = None

    def matches(self, method: str, *paths: str) -> bool:
        """Whether it is about a request, named by its path or by its route's template."""
        return self.method in ("*", method) and any(self.pattern.fullmatch(path) for path in paths)


class Faults:
    """The plan. Patterns are paths below /api/v10: `*` is one step, `**` any rest, or a route's template."""

    def __init__(self) -> None:
        self._plan: list[Fault] = []
        self._gates: list[Gate] = []

    def limit(
        self, pattern: str = "**", *, method: str = "*", after: float = 0.01, times: int | None = 1, whole: bool = False
    ) -> Fault:
        """429: for the route, or for the whole bot (`whole`)."""
        return self._add(method, pattern, times, status=429, retry_after=after, everywhere=whole)

    def ban(self, pattern: str = "**", *, method: str = "*", times: int | None = 1) -> Fault:
        """429 of the proxy in front of Discord, which no client waits for."""
        return self._add(method, pattern, times, status=429, unlisted=True)

    def fail(
        self,
        pattern: str = "**",
        *,
        method: str = "*",
        status: int = 503,
        times: int | None = 1,
        done: bool = False,
    ) -> Fault:
        """5xx or another status, with or without doing what was asked for."""
        return self._add(method, pattern, times, status=status, done=done)

    def nameless(self, pattern: str = "**", *, method: str = "*", times: int | None = 1) -> Fault:
        """A good answer without a Content-Type."""
        return self._add(method, pattern, times, nameless=True)

    def reset(self, pattern: str = "**", *, method: str = "*", times: int | None = 1, done: bool = False) -> Fault:
        """The connection breaks; with `done` only the answer is lost."""
        return self._add(method, pattern, times, reset=True, done=done)

    def delay(self, seconds: float, pattern: str = "**", *, method: str = "*", times: int | None = 1) -> Fault:
        """The request arrives late."""
        return self._add(method, pattern, times, delay=seconds)

    def hold(self, pattern: str = "**", *, method: str = "*", times: int | None = 1, done: bool = False) -> Gate:
        """The request waits at the gate, before or (`done`) after its effect.

        If its sender is gone when the gate opens, a request that waited before its effect has none.
        """
        gate = Gate()
        self._gates.append(gate)
        self._add(method, pattern, times, gate=gate, done=done)
        return gate

    def lift(self, fault: Fault | None = None) -> None:
        """Take a fault back, or all of them, in which case whoever is held goes through."""
        self._plan = [one for one in self._plan if fault not in (None, one)]
        if fault is None:
            while self._gates:
                self._gates.pop().open()

    def take(self, method: str, *paths: str) -> Fault | None:
        """The fault of a request, used up by it."""
        for fault in self._plan:
            if fault.matches(method, *paths):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._plan.remove(fault)
                return fault
        return None

    def _add(self, method: str, pattern: str, times: int | None, **kind: object) -> Fault:
        fault = Fault(method, _compiled(pattern), times, **kind)  # type: ignore[arg-type]
        self._plan.append(fault)
        return fault


def _compiled(pattern: str) -> re.Pattern[str]:
    steps = {"**": ".*", "*": "[^/]+"}
    parts = re.split(r"(\*\*|\*)", pattern)
    return re.compile("".join(steps.get(part, re.escape(part)) for part in parts))
