"""Updates that Telegram brings to us: a call is answered with 200 when its update is kept, and not before."""

import hmac
import json
from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import web
from telegram import Bot, Update
from telegram.error import NetworkError

from bots.telegram.intake import Intake

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/telegram"

log = structlog.get_logger()


def add_webhook(app: web.Application, bot: Bot, intake: Intake, secret: str) -> None:
    """Take updates at one path of an application, from whoever knows the secret."""

    async def take(request: web.Request) -> web.Response:
        if not _knows(request.headers, secret):
            return web.Response(status=401)
        update = _read(await request.read(), bot)
        if update is None:
            return web.Response(status=400)
        try:
            await intake.put(update)
        except NetworkError:
            return web.Response(status=503, headers={"Retry-After": "5"})
        return web.Response()

    app.router.add_post(PATH, take)


def _knows(headers: Mapping[str, str], secret: str) -> bool:
    """Compared in constant time, so that nobody can guess it letter by letter."""
    return hmac.compare_digest(headers.get(HEADER, "").encode("utf-8", "surrogateescape"), secret.encode())


def _read(body: bytes, bot: Bot) -> Update | None:
    try:
        data: Any = json.loads(body)
        return Update.de_json(data, bot)
    except Exception as error:  # whatever the library stumbles over: it is no update
        log.warning("webhook_unreadable", error=type(error).__name__)
        return None
