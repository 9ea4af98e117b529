"""Sessions of a web front end: encrypted cookies that name a person by their mail address."""

import hmac
import json
from hashlib import sha256
from importlib.util import find_spec

from pydantic import SecretStr

from core.settings import Settings, SettingsError

COOKIES = ("next-auth.session-token", "__Secure-next-auth.session-token")
_INFO = b"NextAuth.js Generated Encryption Key"  # fixed by the front end's framework
_ALGORITHMS = ("dir", "A256GCM")


def check(settings: Settings) -> None:
    """Refuse settings that name a secret which nothing here can use."""
    if settings.web_secret is not None and find_spec("joserfc") is None:
        raise SettingsError("ARBORETUM_WEB_SECRET needs an extra: install arboretum[web], or leave it unset.")


def email(secret: SecretStr, cookie: str, now: float) -> str | None:
    """The mail address in a session cookie; None where it can't be read or is over. `now` in seconds since 1970."""
    from joserfc.errors import JoseError
    from joserfc.jwe import decrypt_compact
    from joserfc.jwk import OctKey

    try:
        key = OctKey.import_key(_derived(secret))
        claims = json.loads(decrypt_compact(cookie, key, algorithms=_ALGORITHMS).plaintext or b"")
    except (JoseError, ValueError, TypeError):  # the last where its head holds lists in place of words
        return None
    if not isinstance(claims, dict) or not isinstance(claims.get("email"), str):
        return None
    over = claims.get("exp")
    return None if isinstance(over, int | float) and over <= now else claims["email"]


def _derived(secret: SecretStr) -> bytes:
    """32 bytes by HKDF (RFC 5869) with SHA-256 and an empty salt: one block is enough."""
    extracted = hmac.digest(bytes(32), secret.get_secret_value().encode(), sha256)
    return hmac.digest(extracted, _INFO + b"\x01", sha256)
