"""A line in the log for each call: which route, how it ended, how long it took; never a key, a name or a text."""

import re
from time import perf_counter
from uuid import uuid4

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from pydantic_core import to_json

from core.api.metrics import Metrics
from core.failure import describe

log = structlog.get_logger()

ROUTE = web.RequestKey("route", str)
CODE = web.RequestKey("code", int)
_WATCHED = ("GET /health/", "GET /metrics")  # every few seconds: in the log only what is wrong
_REQUEST_ID = re.compile(r"[\w.-]{1,64}")


def observed(metrics: Metrics) -> Middleware:
    """Gives each call an id, which it may bring along, and counts and writes down what became of it."""

    @web.middleware
    async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await _observe(metrics, request, handler)

    return observe


async def _observe(metrics: Metrics, request: web.Request, handler: Handler) -> web.StreamResponse:
    given = request.headers.get("X-Request-Id", "")
    request_id = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
    begun = perf_counter()
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        response = await _answered(request, handler)
        seconds = perf_counter() - begun
        route, code = request.get(ROUTE, "unknown"), request.get(CODE)
        metrics.called(route, response.status, code, seconds)
        note = log.debug if response.status == 200 and route.startswith(_WATCHED) else log.info
        note("call", route=route, status=response.status, code=code, ms=round(seconds * 1000, 2))
    response.headers["X-Request-Id"] = request_id
    return response


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Exception as error:
        log.error("call_failed", error=describe(error))
        body = to_json({"error_code": 0, "message": "INTERNAL_SERVER_ERROR"})
        return web.Response(status=500, body=body, content_type="application/json")
