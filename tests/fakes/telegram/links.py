"""Deep links: what a client does with https://t.me/…"""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Link(NamedTuple):
    """Where a link leads: the bot of this name, and with what."""

    bot: str
    payload: str | None
    to_group: bool


def read(url: str) -> Link | None:
    """What a link to a bot says; None for any other link."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.hostname not in ("t.me", "telegram.me"):
        return None
    asked = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    payload = asked.get("startgroup", asked.get("start")) or None
    check(payload)
    return Link(parts.path.strip("/"), payload, "startgroup" in asked)


def check(payload: str | None) -> None:
    """Refuse what no client would send off."""
    if payload is not None and not _PAYLOAD.fullmatch(payload):
        raise ValueError(f"a deep link can't carry {payload!r}")
