"""The connections to Telegram: some for polls, others for all else; closed whatever happened on them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram.request import HTTPXRequest

from core.settings import Settings

AT_ONCE = 64  # calls: a poll that waits must not hold up presses, nor one chat another
POLLS = 2  # the last one, which confirms what is kept, may begin before the one that it ends is gone


@asynccontextmanager
async def connection(settings: Settings) -> AsyncIterator[dict[str, Any]]:
    """What a bot of the library is made with: token, addresses and connections."""
    assert settings.telegram_token is not None
    calls, polls = HTTPXRequest(connection_pool_size=AT_ONCE), HTTPXRequest(connection_pool_size=POLLS)
    try:
        yield {
            "token": settings.telegram_token.get_secret_value(),
            "base_url": f"{settings.telegram_api_url}/bot",
            "base_file_url": f"{settings.telegram_api_url}/file/bot",
            "request": calls,
            "get_updates_request": polls,
        }
    finally:
        await asyncio.gather(calls.shutdown(), polls.shutdown())
