"""Waiting for something to be so, without sleeping: predicates are asked again whenever something changed."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

Found = TypeVar("Found")
PATIENCE = 20.0  # seconds that a test waits at most for what never comes


class Silence(AssertionError):
    """What was waited for did not come."""


@dataclass(eq=False)
class _Waiter:
    predicate: Callable[[], Any]
    future: asyncio.Future[Any]


class Changes:
    """Who waits for a change; somebody's waiters are asked only when what this person sees changed."""

    def __init__(self) -> None:
        self._waiters: dict[int | None, set[_Waiter]] = defaultdict(set)
        self.count = 0

    def tell(self, people: Iterable[int] | None = None) -> None:
        """Something changed for these people, or for all."""
        self.count += 1
        for person in [*self._waiters] if people is None else [*people, None]:
            for waiter in [*self._waiters.get(person, ())]:
                self._ask(waiter)

    @staticmethod
    def _ask(waiter: _Waiter) -> None:
        if waiter.future.done():
            return
        try:
            found = waiter.predicate()
        except Exception as error:
            waiter.future.set_exception(error)
            return
        if found:
            waiter.future.set_result(found)

    async def until(
        self,
        predicate: Callable[[], Found | None],
        *,
        person: int | None = None,
        timeout: float = PATIENCE,
        again: float | None = None,
        missing: Callable[[], str] = lambda: "it did not come to pass",
    ) -> Found:
        """What the predicate says as soon as it says something true; Silence after the timeout.

        It is asked after each change here and, for what happens elsewhere, `again` after so many seconds.
        """
        if first := predicate():
            return first
        waiter = _Waiter(predicate, asyncio.get_running_loop().create_future())
        self._waiters[person].add(waiter)
        try:
            async with asyncio.timeout(timeout):
                while not waiter.future.done():
                    await asyncio.wait({waiter.future}, timeout=again)
                    self._ask(waiter)
            result: Found = waiter.future.result()
            return result
        except TimeoutError:
            raise Silence(f"after {timeout:g} s: {missing()}") from None
        finally:
            self._waiters[person].discard(waiter)
