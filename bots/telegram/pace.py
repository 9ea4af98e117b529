"""Telegram's limits: twenty messages a minute go to one group, and whoever is told to wait holds up no other chat."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

GROUP = 20  # messages
MINUTE = 60.0  # seconds
_WRITING = ("send", "edit", "forward", "copy", "pin")  # with which the names of such calls begin
TRIES = 5


class Pace(BaseRateLimiter[None]):
    """Lets the calls about one chat go one after the other; waits for that chat alone."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], Coroutine[Any, Any, None]]) -> None:
        self._now = now
        self._sleep = sleep
        self._turns: dict[Any, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._written: dict[Any, deque[float]] = defaultdict(lambda: deque(maxlen=GROUP))

    async def initialize(self) -> None:
        """Nothing has to be begun."""

    async def shutdown(self) -> None:
        """Nothing has to be ended."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make a call when its chat may be written to."""
        chat = data.get("chat_id")
        if chat is None or not endpoint.startswith(_WRITING):
            return await callback(*args, **kwargs)
        async with self._turns[chat]:
            return await self._when_allowed(chat, lambda: callback(*args, **kwargs))

    async def _when_allowed(self, chat: Any, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        for again in range(TRIES):
            await self._wait_for_room(chat)
            try:
                return await call()
            except RetryAfter as told:
                if again == TRIES - 1:
                    raise
                await self._sleep(_seconds(told))
        raise AssertionError("unreachable")

    async def _wait_for_room(self, chat: Any) -> None:
        """In a group, until fewer than twenty were written within the last minute."""
        if not _is_group(chat):
            return
        written = self._written[chat]
        if len(written) == GROUP and (wait := written[0] + MINUTE - self._now()) > 0:
            await self._sleep(wait)
        written.append(self._now())


def _is_group(chat: Any) -> bool:
    return str(chat).startswith("-")


def _seconds(told: RetryAfter) -> float:
    return told._retry_after.total_seconds()  # its public name warns of a change to come
