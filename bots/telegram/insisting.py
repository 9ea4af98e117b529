"""Where the way to Telegram breaks for a moment, the same is tried again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest, NetworkError

Result = TypeVar("Result")

PAUSES = (0.5, 2.0)  # seconds before the second and the third attempt

log = structlog.get_logger()


async def insist(work: Callable[[], Awaitable[Result]]) -> Result:
    """Make a call; what fails for the third time is raised.

    Where only the answer was lost, what was sent stands twice: that is better than never.
    """
    for pause in PAUSES:
        try:
            return await work()
        except NetworkError as error:
            if not passes(error):
                raise
            log.info("telegram_tried_again", error=type(error).__name__)
            await asyncio.sleep(pause)
    return await work()


def passes(error: BaseException) -> bool:
    """Whether the same may go better in a moment; to the library a refusal is a network error too."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)
