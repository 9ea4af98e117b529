"""What goes wrong between the bot and Telegram, planned by a test."""

import asyncio
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from tests.fakes.telegram.refusals import Refused, too_many


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
    chat: int | None
    times: int | None
    refusal: Refused | None = None  # answered instead
    page: int | None = None  # a page of HTML from the proxy in front of Telegram, with this status, instead
    reset: bool = False  # the connection breaks instead of an answer
    done: bool = False  # what was asked for is done all the same
    delay: float = 0.0
    held: bool = False
    gate: Gate = field(default_factory=Gate)

    @property
    def instead(self) -> bool:
        return self.reset or self.page is not None or self.refusal is not None

    def matches(self, method: str, chat: int | str | None) -> bool:
        return fnmatchcase(method, self.method) and self.chat in (None, chat)


class Faults:
    """The plan. Methods are names or patterns such as `send*`; a chat narrows it to requests about that chat."""

    def __init__(self) -> None:
        self._plan: list[Fault] = []
        self._planned: list[Fault] = []  # those that are used up too: somebody may still stand at their gates

    def limit(
        self, method: str = "*", *, after: int = 1, times: int | None = 1, chat: int | None = None, done: bool = False
    ) -> Fault:
        """429: too many requests, wait so many seconds."""
        return self._add(method, times, chat, refusal=too_many(after), done=done)

    def refuse(
        self,
        method: str = "*",
        description: str = "Bad Request: planned by the test",
        *,
        status: int = 400,
        times: int | None = 1,
        chat: int | None = None,
        **parameters: int,
    ) -> Fault:
        """Any refusal in Telegram's words."""
        return self._add(method, times, chat, refusal=Refused(status, description, **parameters))

    def fail(
        self,
        method: str = "*",
        *,
        status: int = 502,
        times: int | None = 1,
        chat: int | None = None,
        done: bool = False,
    ) -> Fault:
        """A page of the proxy in front of Telegram, with or without doing what was asked for."""
        return self._add(method, times, chat, page=status, done=done)

    def reset(self, method: str = "*", *, times: int | None = 1, chat: int | None = None, done: bool = False) -> Fault:
        """The connection breaks; with `done` only the answer is lost."""
        return self._add(method, times, chat, reset=True, done=done)

    def delay(
        self, seconds: float, method: str = "*", *, times: int | None = 1, chat: int | None = None, done: bool = False
    ) -> Fault:
        """The request arrives late or, with `done`, only its answer."""
        return self._add(method, times, chat, delay=seconds, done=done)

    def hold(self, method: str = "*", *, times: int | None = 1, chat: int | None = None, done: bool = False) -> Gate:
        """The request waits at the gate, before or (`done`) after its effect."""
        return self._add(method, times, chat, held=True, done=done).gate

    def lift(self, fault: Fault | None = None) -> None:
        """Take a fault back, or all; whoever is held goes through."""
        for one in [one for one in self._planned if fault in (None, one)]:
            self._planned.remove(one)
            one.gate.open()
        self._plan = [one for one in self._plan if one in self._planned]

    def take(self, method: str, chat: int | str | None) -> Fault | None:
        """The fault of a request, used up by it."""
        for fault in self._plan:
            if fault.matches(method, chat):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._plan.remove(fault)
                return fault
        return None

    def _add(self, method: str, times: int | None, chat: int | None, **kind: object) -> Fault:
        fault = Fault(method, chat, times, **kind)  # type: ignore[arg-type]
        self._plan.append(fault)
        self._planned.append(fault)
        return fault
