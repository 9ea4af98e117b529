"""Telegram's updates on their way in: one is confirmed only when it is kept, and comes again until then."""

import asyncio
from collections.abc import Awaitable, Callable
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
    """Stands where the library keeps a queue in memory: what is put into it is in the desk when that returns."""

    def __init__(self, take: Take) -> None:
        super().__init__()
        self._take = take

    async def put(self, item: Any) -> None:
        """Keep an update; NetworkError, the one kind that polling survives, has the same one come again."""
        try:
            await self._take(item)
        except StoreAway as away:
            raise NetworkError("the desk can't write") from away
        except Exception as error:
            if passes(error):
                raise
            # a mistake of ours, or what Telegram will refuse each time, must not stop everybody for ever
            log.error("update_failed", update_id=item.update_id, error=describe(error))
