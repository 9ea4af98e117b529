"""What a button carries: its action, signed, so that nobody can press what was never shown to them."""

import hmac
import re
from base64 import urlsafe_b64encode
from hashlib import sha256

LONGEST = 64  # bytes; Telegram's bound, the narrowest of all platforms
_SEAL_BYTES = 8
_BODY = re.compile(r"(?P<action>[a-z][a-z0-9_-]*)\.(?P<version>0|[1-9][0-9]{0,9})\.(?P<argument>[A-Za-z0-9_:,=+~-]*)")


def sign(secret: bytes, owner: str, action: str, version: int, argument: str = "") -> str:
    """A token of at most 64 ASCII characters for a button of this owner: a person, or the community of a board.

    An action is a lower-case word of letters, digits, `_` and `-`; an argument may also hold capitals and `:,=+~`.
    Raises ValueError for anything else, and where 64 bytes can't hold it.
    """
    body = f"{action}.{version}.{argument}"
    if not _BODY.fullmatch(body):
        raise ValueError(f"a button can't carry {body!r}")
    token = f"{body}.{_seal(secret, owner, body)}"
    if len(token) > LONGEST:
        raise ValueError(f"a button carries {LONGEST} bytes at most, and {body!r} would take {len(token)}")
    return token


def read(secret: bytes, owner: str, token: str) -> tuple[str, int, str] | None:
    """Action, version and argument of a token that was signed for this owner; None for any other."""
    body, _, seal = token.rpartition(".")
    if len(token) > LONGEST or not hmac.compare_digest(_seal(secret, owner, body).encode(), _bytes(seal)):
        return None
    parts = _BODY.fullmatch(body)
    return (parts["action"], int(parts["version"]), parts["argument"]) if parts else None


def _seal(secret: bytes, owner: str, body: str) -> str:
    key = hmac.digest(secret, _bytes(owner), sha256)
    return urlsafe_b64encode(hmac.digest(key, _bytes(body), sha256)[:_SEAL_BYTES]).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Any text as bytes, half surrogates too: tokens come from strangers."""
    return text.encode("utf-8", "surrogatepass")
