"""What a call says of its sender."""

from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import unquote

from aiohttp import web

from core.api import rejections, sessions
from core.api.route import LONGEST_KEY, Rights, Route
from core.domain.text import is_broken
from core.settings import Settings


@dataclass(frozen=True)
class Credentials:
    """What a request says of its sender: by key or token, for whom, and under which idempotency key."""

    key: str
    token: str
    reference: tuple[str, str] | None
    idempotency_key: str | None
    session: str

    @classmethod
    def of(cls, request: web.Request) -> "Credentials":
        """Read from query and headers; the query wins."""
        named = request.query.get("oasst_user", "") or request.headers.get("x-oasst-user", "")
        method, colon, name = named.partition(":")
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return cls(
            request.query.get("api_key", "") or request.headers.get("X-API-Key", ""),
            token if scheme.lower() == "bearer" else "",
            (method, name) if colon else None,
            _idempotency_key(request),
            next((request.cookies[cookie] for cookie in sessions.COOKIES if cookie in request.cookies), ""),
        )

    def check_root(self, route: Route, settings: Settings) -> None:
        """Refuse whoever has no root token, where one is needed; all known ones are compared, in constant time."""
        if route.rights is not Rights.ROOT:
            return
        given = self.token.encode(errors="surrogateescape")  # as headers are decoded
        matches = [compare_digest(given, token.get_secret_value().encode()) for token in settings.root_tokens]
        if not any(matches):
            raise rejections.RootOnly()


def _idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and (not 0 < len(key := unquote(key)) <= LONGEST_KEY or is_broken(key)):
        raise rejections.Malformed(f"An Idempotency-Key has 1 to {LONGEST_KEY} characters.")
    return key
