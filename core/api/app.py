"""The store as a web application: every row of the table of routes, answered in one transaction each."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from aiohttp import web
from pydantic_core import to_json

from core.api import sessions
from core.api.access import observed
from core.api.endpoint import JSON, Endpoint, response
from core.api.gauges import add_metrics
from core.api.health import add_health
from core.api.metrics import Metrics
from core.api.openapi import document
from core.api.route import Route
from core.api.routes import ROUTES
from core.link import paths
from core.settings import Settings
from core.store.store import Store

BASE = paths.BASE
LARGEST_BODY = 2**20  # bytes


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
    add_health(app, store, standby_required=settings.synchronous_standby == "required")
    add_metrics(app, store, metrics)
    return app


@cache
def _described(routes: tuple[Route, ...]) -> bytes:
    return to_json(document(routes, BASE))


async def _description(described: bytes, _: web.Request) -> web.Response:
    return response(200, described)


@web.middleware
async def _in_words(request: web.Request, handler: Any) -> web.StreamResponse:
    """What aiohttp refuses by itself (no such path, wrong method, too large a body) is told as JSON."""
    try:
        return await handler(request)  # type: ignore[no-any-return]
    except web.HTTPException as error:
        headers: Mapping[str, str] = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        body = to_json({"detail": error.reason})
        return web.Response(status=error.status, body=body, content_type=JSON, headers=headers)


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
