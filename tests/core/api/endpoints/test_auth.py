import hmac
import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import pytest
from joserfc.jwe import encrypt_compact
from joserfc.jwk import OctKey
from pydantic import SecretStr

from tests.fakes.api import Api, serve
from tests.fakes.grove import Grove

SECRET = "a secret of the web front end"


def cookie(claims: dict[str, Any], secret: str = SECRET) -> str:
    """A session cookie as the front end makes it."""
    extracted = hmac.new(b"", secret.encode(), sha256).digest()
    key = hmac.new(extracted, b"NextAuth.js Generated Encryption Key\x01", sha256).digest()
    return encrypt_compact({"alg": "dir", "enc": "A256GCM"}, json.dumps(claims), OctKey.import_key(key))


def headed(head: Any) -> str:
    """What looks like a cookie, with a head that somebody thought up."""
    parts = (json.dumps(head).encode(), b"", bytes(12), b"text", bytes(16))
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


async def check(api: Api, value: str) -> Any:
    """What the endpoint says of a cookie."""
    return await api.get("/auth/check", key=None, headers={"Cookie": f"next-auth.session-token={value}"})


async def test_a_session_names_its_person(sqlite_grove: Grove) -> None:
    over = sqlite_grove.clock.now().timestamp() + 60
    async with serve(sqlite_grove.store, web_secret=SecretStr(SECRET)) as api:
        answer = await check(api, cookie({"email": "ada@example.org", "exp": over}))
        assert (answer.status, answer.body) == (200, "ada@example.org")


@pytest.mark.parametrize(
    "value",
    [
        cookie({"email": "ada@example.org"}, "another secret"),
        cookie({"email": "ada@example.org", "exp": 1}),
        cookie({"name": "Ada"}),
        "no.such.thing",
        "",
        headed([]),
        headed({"alg": "dir", "enc": []}),
        headed({"alg": "dir", "enc": {}}),
        headed({"alg": "dir", "enc": "A256GCM", "crit": 1}),
    ],
    ids=["another secret", "over", "no address", "broken", "empty", "a list", "a list in it", "an object", "a number"],
)
async def test_any_other_cookie_is_refused(sqlite_grove: Grove, value: str) -> None:
    async with serve(sqlite_grove.store, web_secret=SecretStr(SECRET)) as api:
        answer = await check(api, value)
    assert answer.status == 403
    assert answer.body.keys() == {"detail"}


async def test_without_a_cookie_or_without_a_secret_nobody_is_signed_in(sqlite_api: Api) -> None:
    assert (await sqlite_api.get("/auth/check", key=None)).status == 403
    assert (await check(sqlite_api, cookie({"email": "ada@example.org"}))).status == 403
