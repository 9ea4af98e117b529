"""The connections to Telegram: some for polls, others for all else; closed whatever happened on them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from core.settings import Settings

AT_ONCE = 64  # calls: a poll that waits must not hold up presses, nor one chat another
POLLS = 2  # the last one, which confirms what is kept, may begin before the one that it ends is gone


class Requests(HTTPXRequest):
    """The library's way to Telegram, without its habit to log answers: some hold what people wrote, or the token."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """See the library."""
        try:
            answer: dict[str, Any] = json.loads(payload)
        except ValueError:
            raise NetworkError("what came back is no answer") from None
        return answer


@asynccontextmanager
async def connection(settings: Settings) -> AsyncIterator[dict[str, Any]]:
    """What a bot of the library is made with: token, addresses and connections."""
    assert settings.telegram_token is not None
    calls, polls = Requests(connection_pool_size=AT_ONCE), Requests(connection_pool_size=POLLS)
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
