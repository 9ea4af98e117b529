"""The store as a web application: every row of the table of routes, answered in one transaction each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from hmac import compare_digest
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from pydantic_core import to_json

from core.api import errors, rejections, sessions
from core.api.access import CODE, ROUTE, observed
from core.api.gauges import add_metrics
from core.api.health import add_health
from core.api.metrics import Metrics
from core.api.openapi import document
from core.api.rejections import Rejection
from core.api.route import LONGEST_KEY, Call, NotValid, Rehearsed, Rights, Route
from core.api.routes import ROUTES
from core.domain.errors import Refusal
from core.domain.text import is_broken
from core.link import paths
from core.service import keys
from core.settings import Settings
from core.store.store import Store
from core.store.transaction import Transaction

BASE = paths.BASE
LARGEST_BODY = 2**20  # bytes
_JSON = "application/json"


def application(
    store: Store, settings: Settings, routes: tuple[Route, ...] = ROUTES, metrics: Metrics | None = None
) -> web.Application:
    """The web application over an open store; closing the store is the caller's. `metrics` may hold others' gauges."""
    metrics = metrics or Metrics()
    sessions.check(settings)
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[observed(metrics), _in_words])
    for route in routes:
        app.router.add_route(route.method, BASE + route.path, Endpoint(route, store, settings).answer)
    described = _described(routes)
    app.router.add_get("/openapi.json", partial(_description, described))
    app.router.add_get(f"{BASE}/openapi.json", partial(_description, described))
    _redirect_slashes(app, routes)
    add_health(app, store)
    add_metrics(app, store, metrics)
    return app


@dataclass(frozen=True)
class Endpoint:
    """Answers the calls of one route."""

    route: Route
    store: Store
    settings: Settings

    async def answer(self, request: web.Request) -> web.Response:
        """Read a call, run it whole, and say what came of it."""
        request[ROUTE] = self.route.name
        try:
            credentials = Credentials.of(request)
            credentials.check_root(self.route, self.settings)
            arguments = self._read(request, await request.read())
            writes = self.route.writes and not isinstance(arguments, Exception)
            transact = self.store.run if writes else self.store.read
            answer = await transact(self._work, credentials, arguments)
            if isinstance(answer, Exception):
                raise answer
        except NotValid as error:
            return _json(422, to_json({"detail": error.detail}))
        except Rehearsed as rehearsed:
            answer = self.route.encode(rehearsed.answer).encode()
        except (Refusal, Rejection) as error:
            request[CODE] = error.code
            return _refused(error, self.route)
        return _json(self.route.status, answer)

    def _read(self, request: web.Request, body: bytes) -> dict[str, Any] | NotValid | Rejection:
        """The arguments of a call, or what is wrong with it: that is told only to those who may make it."""
        try:
            return self.route.read(request.match_info, request.query, body)
        except (NotValid, Rejection) as error:
            return error

    def _work(
        self, tx: Transaction, credentials: "Credentials", arguments: dict[str, Any] | NotValid | Rejection
    ) -> bytes | Exception:
        """What happens in the transaction; a no that is returned, not raised, leaves the count of calls written."""
        caller = keys.identify(tx, credentials.key) if credentials.key else None
        if self.route.rights is not Rights.ROOT:
            self.route.rights.check(caller)
        if isinstance(arguments, Exception):
            raise arguments
        if caller is not None:
            tx.client = caller.client_id
        call = Call(tx, self.settings, caller, credentials.reference, credentials.session)
        key = credentials.idempotency_key
        if self.route.counted is None or self.route.known(call, key):
            return self.route.run(call, arguments, key)
        try:
            self.route.counted(call, **arguments)
            return self.route.run(call, arguments, key)
        except (Refusal, Rejection) as error:
            return error


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
        key = request.headers.get("Idempotency-Key")
        if key is not None and (not 0 < len(key := unquote(key)) <= LONGEST_KEY or is_broken(key)):
            raise rejections.Malformed(f"An Idempotency-Key has 1 to {LONGEST_KEY} characters.")
        return cls(
            request.query.get("api_key", "") or request.headers.get("X-API-Key", ""),
            token if scheme.lower() == "bearer" else "",
            (method, name) if colon else None,
            key,
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


def _refused(error: Refusal | Rejection, route: Route) -> web.Response:
    response = _json(error.status, errors.told(error, in_full=route.tells_all))
    if (seconds := errors.pause(error)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def _json(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body or None, content_type=_JSON if body else None)


@cache
def _described(routes: tuple[Route, ...]) -> bytes:
    return to_json(document(routes, BASE))


async def _description(described: bytes, _: web.Request) -> web.Response:
    return _json(200, described)


@web.middleware
async def _in_words(request: web.Request, handler: Any) -> web.StreamResponse:
    """What aiohttp refuses by itself (no such path, wrong method, too large a body) is told as JSON."""
    try:
        return await handler(request)  # type: ignore[no-any-return]
    except web.HTTPException as error:
        headers: Mapping[str, str] = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        body = to_json({"detail": error.reason})
        return web.Response(status=error.status, body=body, content_type=_JSON, headers=headers)


def _redirect_slashes(app: web.Application, routes: tuple[Route, ...]) -> None:
    """A missing or an extra slash at the end of a path is put right."""
    known = {route.path for route in routes}
    for path in sorted({route.path.rstrip("/") if route.path.endswith("/") else f"{route.path}/" for route in routes}):
        if path and path not in known:
            app.router.add_route("*", BASE + path, _redirect)


async def _redirect(request: web.Request) -> web.StreamResponse:
    path = request.rel_url.raw_path
    right = path.rstrip("/") if path.endswith("/") else f"{path}/"
    query = request.rel_url.raw_query_string
    return web.Response(status=307, headers={"Location": f"{right}?{query}" if query else right})
