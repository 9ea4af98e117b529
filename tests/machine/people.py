"""What the people of the machine know: their tasks, what they were told is stored, and what each tree has been."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from core.domain.errors import Refusal
from core.domain.person import Person
from core.domain.task import Receipt, Shortage, Task
from core.domain.tree import GROWTH_ARROWS, MODERATOR_ARROWS, State
from core.link.requests import Act, Request
from core.store.tables import tree
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove

Answer = Task | Shortage | Receipt | Person | None | Refusal


class TickingClock(Clock):
    """Goes on by a microsecond at each look, as real ones do."""

    def now(self) -> datetime:
        """The time."""
        self._now += timedelta(microseconds=1)
        return self._now


@dataclass
class Village:
    """A grove, driven from outside of its event loop."""

    runner: asyncio.Runner
    grove: Grove
    people: list[Person]
    held: list[tuple[Person, Task]] = field(default_factory=list)
    over: list[tuple[Person, Task]] = field(default_factory=list)  # answered, but people press twice
    answered: dict[str, tuple[Person, Task, Receipt]] = field(default_factory=dict)  # by task id
    texts: dict[str, str] = field(default_factory=dict)  # acknowledged texts by task id
    sent: list[tuple[str, Act[Any], Answer]] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in the grove's event loop."""
        return self.runner.run(work)

    def send(self, *requests: Act[Any], moderating: bool = False) -> list[Answer]:
        """Send acts, several at the same moment; refusals are answers. Trees may move along drawn arrows only."""
        keys = [f"{len(self.sent) + place}" for place in range(len(requests))]
        answers: list[Answer] = self.run(self._send(keys, requests))
        self.sent += zip(keys, requests, answers, strict=True)
        self.watch(moderating=moderating)
        return answers

    def again(self, key: str, request: Act[Any]) -> Answer:
        """Deliver an act a second time."""
        answers: list[Answer] = self.run(self._send([key], (request,)))
        return answers[0]

    async def _send(self, keys: list[str], requests: tuple[Request[Any], ...]) -> list[Answer]:
        acts = (self.grove.send(request, key) for request, key in zip(requests, keys, strict=True))
        answers = await asyncio.gather(*acts, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, BaseException) and not isinstance(answer, Refusal):
                raise answer
        return answers  # type: ignore[return-value]

    def watch(self, *, moderating: bool = False) -> None:
        """Compare every tree's state with where it could have come to."""
        rows = self.run(self.grove.rows(select(tree.c.id, tree.c.state)))
        now = {row.id: State(row.state) for row in rows}
        for tree_id, state in now.items():
            before = self.states.get(tree_id, State.INITIAL_PROMPT_REVIEW)
            reachable = _onward(before)
            if moderating:
                moved = {end for start, end in MODERATOR_ARROWS if start in reachable}
                reachable = reachable.union(*map(_onward, moved))
            assert state in reachable, f"{before} → {state}"
        self.states = now


def _onward(start: State) -> set[State]:
    """Where growth alone can carry a tree."""
    reached, fresh = {start}, {start}
    while fresh:
        fresh = {end for begin, end in GROWTH_ARROWS if begin in fresh} - reached
        reached |= fresh
    return reached
