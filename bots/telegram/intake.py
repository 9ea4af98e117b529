"""Telegram's updates on their way in: one is confirmed only when it is kept, and comes again until then."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import structlog
from telegram import Update
from telegram.error import NetworkError

from bots.telegram.insisting import passes
from core.domain.errors import StoreAway
from core.failure import describe

Take = Callable[[Update], Awaitable[None]]

KINDS = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)

log = structlog.get_logger()


class Intake(asyncio.Queue[Any]):
    """Stands where the library keeps a queue in memory: what is put into it is in the desk when that returns.

    The library puts one update after the other. So what a poll brought is begun all at once, or the last of many would
    wait for all others before a button of theirs is so much as answered; each person's updates keep their order.
    """

    def __init__(self, take: Take) -> None:
        super().__init__()
        self._take = take
        self._begun: dict[int, asyncio.Task[None]] = {}

    def begin(self, updates: Iterable[Update]) -> None:
        """Begin to keep what a poll brought; `put` waits for it, one by one."""
        last: dict[int | None, asyncio.Task[None]] = {}
        for update in updates:
            task = self._begun.get(update.update_id)
            user = update.effective_user
            person = None if user is None else user.id
            if task is None or task.done():  # else it came again before it was kept
                task = asyncio.get_running_loop().create_task(self._keep_after(last.get(person), update))
                task.add_done_callback(_seen)
            last[person] = self._begun[update.update_id] = task

    async def put(self, item: Any) -> None:
        """Keep an update; NetworkError, the one kind that polling survives, has the same one come again."""
        begun = self._begun.pop(item.update_id, None)
        await (begun or self._keep(item))

    async def finish(self) -> None:
        """Wait for what was begun; what nobody confirms comes again, and is known then."""
        if begun := [*self._begun.values()]:
            await asyncio.wait(begun)

    async def _keep_after(self, earlier: asyncio.Task[None] | None, update: Update) -> None:
        if earlier is not None:
            await earlier  # where it was not kept, this one comes again as well
        await self._keep(update)

    async def _keep(self, update: Update) -> None:
        try:
            await self._take(update)
        except StoreAway as away:
            raise NetworkError("the desk can't write") from away
        except Exception as error:
            if passes(error):
                raise
            # a mistake of ours, or what Telegram will refuse each time, must not stop everybody for ever
            log.error("update_failed", update_id=update.update_id, error=describe(error))


def _seen(task: asyncio.Task[None]) -> None:
    """What went wrong over an update is told by `put`; where that isn't called, the update comes again."""
    if not task.cancelled():
        task.exception()
