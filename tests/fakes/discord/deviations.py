"""In which five ways discord.py always deviates from Discord's description: nothing else is forgiven.

Ids are no such way: Discord takes them as numbers as well, though its description only speaks of the texts it answers.
"""

from typing import Any

from tests.fakes.discord.calls import Route
from tests.fakes.discord.refusals import Payload

UPDATE = 7
SNOWFLAKE = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0}


def forgiven(route: Route, body: Any) -> Any:
    """The body as the description would have it."""
    template = route.template
    if "/commands" in template:
        return [_without(one, "nsfw") for one in body] if isinstance(body, list) else _without(body, "nsfw")
    if "/roles" in template:
        return _with_permissions_as_number(body)
    if template.endswith("/callback"):
        return _answer(body)
    if "/messages" in template or template.startswith("/webhooks"):
        return _message(body, edited=route.method == "PATCH")
    return body


def _answer(body: Payload) -> Payload:
    data = body.get("data")
    if not isinstance(data, dict) or body.get("type") == 9:
        return body
    return {**body, "data": _message(data, edited=body.get("type") == UPDATE)}


def _message(body: Payload, *, edited: bool) -> Payload:
    if edited and body.get("tts") is False:
        body = _without(body, "tts")
    if body.get("embeds"):
        body = {**body, "embeds": [_without(one, "flags") for one in body["embeds"]]}
    return body


def _with_permissions_as_number(body: Any) -> Any:
    bits = body.get("permissions") if isinstance(body, dict) else None
    return {**body, "permissions": int(bits)} if isinstance(bits, str) and bits.isdigit() else body


def _without(body: Payload, name: str) -> Payload:
    return {key: value for key, value in body.items() if key != name}
