"""The carrier to a central tree store: the same requests over HTTP, each until it is answered or the store is away."""

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus
from random import uniform
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from pydantic import SecretStr

from core import codec
from core.domain.errors import NotTrusted, Refusal, StoreAway, refusals
from core.link.condition import Condition
from core.link.ids import check_ids
from core.link.link import Answer
from core.link.paths import BASE, PLACES, Place
from core.link.requests import Act, FetchNews, Request, answer_type

log = structlog.get_logger()

ATTEMPTS = 3  # a read, or an act under its key, may be sent again
PAUSE = 0.1  # seconds before the second attempt, more or less; it grows fourfold
SLOW_SECONDS = 1.0
TIMEOUT = ClientTimeout(total=10, sock_connect=3)
_CONNECTIONS = 32
_NOT_AUTHORIZED = 2  # the protocol's code for a key that won't do
_HARMLESS = FetchNews("nowhere", limit=1)  # needs the rights of a bot, and changes nothing
_AGAIN = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}


class StoreBroke(Exception):
    """The store met a mistake of its own over a request, or did not understand it."""


class StoreUnusable(Exception):
    """There is a central store, but not for us; the sentence says what to do."""


class HttpLink:
    """A Link to a store behind an address; `condition` tells how the last call went.

    StoreAway where it can't be reached within `timeout`, or answers as no store does; its reason is `key` where it
    does not accept the key.
    """

    def __init__(
        self, url: str, key: SecretStr, *, timeout: ClientTimeout = TIMEOUT, timer: Callable[[], float] = monotonic
    ) -> None:
        self._base = url.removesuffix("/").removesuffix(BASE) + BASE
        self._key = key
        self._timeout = timeout
        self._timer = timer
        self._session: ClientSession | None = None
        self.condition = Condition.UP

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """See Link.send."""
        if isinstance(request, Act) and key is None:
            raise ValueError(f"{type(request).__name__} changes the store and needs an idempotency key")
        check_ids(request)
        begun = self._timer()
        try:
            status, body = await self._insist(request, key)
            self.condition = Condition.SLOW if self._timer() - begun > SLOW_SECONDS else Condition.UP
            if _lacks_rights(status, body) and PLACES[type(request)].trusted:
                await self._tell_apart()
            return self._read(request, status, body)
        except StoreAway:
            self.condition = Condition.AWAY
            raise

    async def check(self) -> None:
        """Make sure that the store, if it can be reached, accepts our key for a bot's work; raises StoreUnusable."""
        headers = {"X-API-Key": self._key.get_secret_value()}
        try:
            async with self._connected().get(
                f"{self._base}/admin/backend_settings/public", headers=headers
            ) as response:
                status, told = response.status, _object(await response.read())
            _, work = await self._ask(_HARMLESS, None)
        except (ClientError, TimeoutError, OSError):
            self.condition = Condition.AWAY
            return
        if told.get("error_code") == _NOT_AUTHORIZED:
            raise StoreUnusable(
                f"The store at {shown(self._base)} does not accept our key: set ARBORETUM_STORE_KEY to one that "
                "`arboretum key create` printed there."
            )
        if status == HTTPStatus.NOT_FOUND or (status == HTTPStatus.OK and "API_V1_STR" not in told):
            raise StoreUnusable(f"There is no tree store at {shown(self._base)}: see to ARBORETUM_STORE_URL.")
        if _object(work).get("error_code") == _NOT_AUTHORIZED:
            raise StoreUnusable(
                f"The store at {shown(self._base)} lets our key look, but not work: set ARBORETUM_STORE_KEY to one "
                "with the scope bot."
            )

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            await self._session.close()

    async def _insist(self, request: Request[Any], key: str | None) -> tuple[int, bytes]:
        """The store's word; what may only have been lost on the way is sent again."""
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(PAUSE * 4 ** (attempt - 1) * uniform(0.5, 1.5))
            try:
                status, body = await self._ask(request, key)
            except (ClientError, TimeoutError, OSError):
                continue
            if status not in _AGAIN or _is_refusal(body):
                return status, body
        raise StoreAway(reason="away")

    async def _tell_apart(self) -> None:
        """Raise NotTrusted where our key does for a bot's work: only what was asked for takes a trusted one."""
        if not _lacks_rights(*await self._insist(_HARMLESS, None)):
            raise NotTrusted()

    def _read(self, request: Request[Answer], status: int, body: bytes) -> Answer:
        if status != HTTPStatus.OK:
            raise _error(status, body)
        try:
            return codec.load(answer_type(type(request)), body)  # type: ignore[no-any-return]
        except ValueError:
            log.warning("not_a_store", status=status)
            raise StoreAway(reason="away") from None

    async def _ask(self, request: Request[Any], key: str | None) -> tuple[int, bytes]:
        place = PLACES[type(request)]
        values = json.loads(codec.dump(type(request), request))
        headers = {"X-API-Key": self._key.get_secret_value(), "Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = quote(key, safe="")
        async with self._connected().request(
            place.method,
            self._base + place.fill(values),
            headers=headers,
            allow_redirects=False,
            **_rest(place, type(request), values),
        ) as response:
            return response.status, await response.read()

    def _connected(self) -> ClientSession:
        if self._session is None or self._session.closed:
            connector = TCPConnector(limit=_CONNECTIONS, keepalive_timeout=60)
            self._session = ClientSession(connector=connector, timeout=self._timeout)
        return self._session


def shown(url: str) -> str:
    """An address as people may see it, without the name and the password that a proxy may want."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _rest(place: Place, kind: type[Request[Any]], values: dict[str, Any]) -> dict[str, Any]:
    """What the path does not say: in the query or in the body."""
    others = {name: values[name] for name in place.others(kind)}
    if place.method == "GET":
        return {"params": {name: str(value) for name, value in others.items() if value is not None}}
    return {"data": json.dumps(others).encode()}


def _is_refusal(body: bytes) -> bool:
    return "refusal" in _object(body)


def _error(status: int, body: bytes) -> Exception:
    """What an answer other than yes means."""
    told = _object(body)
    if "refusal" in told:
        kind = refusals().get(told["refusal"], Refusal)
        return kind(**told.get("arguments", {}))
    if _lacks_rights(status, body):
        return StoreAway(reason="key")
    if status == HTTPStatus.UNPROCESSABLE_ENTITY or "error_code" in told:
        return StoreBroke(f"the store answered with {status}")
    log.warning("not_a_store", status=status)  # a proxy, or another program at this address
    return StoreAway(reason="away")


def _lacks_rights(status: int, body: bytes) -> bool:
    """Whether the store is there, and our key won't do."""
    return status == HTTPStatus.FORBIDDEN and _object(body).get("error_code") == _NOT_AUTHORIZED


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
