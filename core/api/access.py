"""A line in the log for each call: which route, how it ended, how long it took; never a key, a name or a text."""

import re
from time import perf_counter
from typing import Any
from uuid import uuid4

import structlog
from aiohttp import web
from pydantic_core import to_json

from core.failure import describe

log = structlog.get_logger()

ROUTE = web.RequestKey("route", str)
CODE = web.RequestKey("code", int)
_REQUEST_ID = re.compile(r"[\w.-]{1,64}")


@web.middleware
async def observed(request: web.Request, handler: Any) -> web.StreamResponse:
    """Gives each call an id, which it may bring along, and writes down what became of it."""
    given = request.headers.get("X-Request-Id", "")
    request_id = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
    begun = perf_counter()
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        response = await _answered(request, handler)
        seconds = perf_counter() - begun
        route, code = request.get(ROUTE, "unknown"), request.get(CODE)
        log.info("call", route=route, status=response.status, code=code, ms=round(seconds * 1000, 2))
    response.headers["X-Request-Id"] = request_id
    return response


async def _answered(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        return await handler(request)  # type: ignore[no-any-return]
    except web.HTTPException as redirection:
        return redirection
    except Exception as error:
        log.error("call_failed", error=describe(error))
        body = to_json({"error_code": 0, "message": "INTERNAL_SERVER_ERROR"})
        return web.Response(status=500, body=body, content_type="application/json")
