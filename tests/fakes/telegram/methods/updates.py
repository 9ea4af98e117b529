"""How updates come to the bot: polls and the webhook."""

import re
from urllib.parse import urlsplit

from tests.fakes.telegram import refusals
from tests.fakes.telegram.calls import Call, Handler
from tests.fakes.telegram.refusals import Payload, bad

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


async def get_updates(call: Call) -> list[Payload]:
    if call.webhook.url:
        raise refusals.webhook_active()
    _allow(call)
    limit = min(100, max(1, call.number("limit") or 100))
    return await call.polls.poll(call.number("offset"), limit, call.number("timeout") or 0)


async def set_webhook(call: Call) -> bool:
    url, secret = call.text("url"), call.body.get("secret_token")
    if url:
        _check(url, secret)
    call.polls.end(refusals.webhook_came())
    await _drop(call)
    _allow(call)
    await call.webhook.set(url, secret, min(100, max(1, call.number("max_connections") or 40)))
    return True


async def delete_webhook(call: Call) -> bool:
    await call.webhook.stop()
    await _drop(call)
    return True


def get_webhook_info(call: Call) -> Payload:
    return call.webhook.drawn()


def _check(url: str, secret: str | None) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")


async def _drop(call: Call) -> None:
    if call.body.get("drop_pending_updates"):
        call.world.outbox.drop()


def _allow(call: Call) -> None:
    """What isn't named stays as it was; an empty list is the usual choice."""
    if "allowed_updates" in call.body:
        call.world.outbox.allowed = call.body["allowed_updates"] or None


METHODS: dict[str, Handler] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
