"""The REST API behind aiohttp: reads requests, lets faults happen, and writes answers."""

import asyncio
from time import perf_counter
from typing import Any

import orjson
from aiohttp import BodyPartReader, MultipartReader, web

from tests.fakes.discord import refusals
from tests.fakes.discord.buckets import Buckets
from tests.fakes.discord.calls import Call, Route, Routes, Upload
from tests.fakes.discord.contract import Contract
from tests.fakes.discord.faults import Fault, Faults
from tests.fakes.discord.log import Log, Request
from tests.fakes.discord.refusals import Refused
from tests.fakes.discord.routes import ROUTES
from tests.fakes.discord.world import World

PREFIX = "/api/v10"
VIA = "1.1 fake"  # without it the library takes a limit for a ban


class _Response(web.Response):
    """An answer whose Content-Type may be left away."""

    nameless = False

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        if self.nameless:
            del self.headers["Content-Type"]


class Rest:
    """Answers requests."""

    def __init__(self, world: World, contract: Contract) -> None:
        self.world = world
        self.contract = contract
        self.faults = Faults()
        self.log = Log()
        self.buckets = Buckets()
        self.under_way = 0
        self._routes = Routes(ROUTES)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request below the prefix."""
        started = perf_counter()
        path = request.path.removeprefix(PREFIX)
        found = self._routes.find(request.method, path)
        template = found[0].template if found else path
        self.under_way += 1
        call = Call(self.world, dict(request.query))
        response = _Response(status=500)
        try:
            await _read(request, call)
            fault = self.faults.take(request.method, path, template)
            response = await self._answered(request, call, found, fault)
        finally:
            self.under_way -= 1
            code = getattr(response, "code", 0)
            status, took = response.status, perf_counter() - started
            now = self.world.moments.now()
            self.log.add(Request(now, request.method, path, template, call.body, status, took, code))
            self.world.changes.tell([])
        return response

    async def _answered(
        self, request: web.Request, call: Call, found: tuple[Route, tuple[str, ...]] | None, fault: Fault | None
    ) -> "_Response":
        if fault is None:
            return self._response(request, call, found)
        await asyncio.sleep(fault.delay)
        early = _response(204, None)
        if fault.done or not (fault.reset or fault.status):
            await _wait(fault, done=False)
            if request.transport is None or request.transport.is_closing():
                raise asyncio.CancelledError
            early = self._response(request, call, found)
            await _wait(fault, done=True)
        if fault.reset:
            assert request.transport
            request.transport.abort()
            raise asyncio.CancelledError
        if fault.status:
            return self._failed(fault)
        early.nameless = fault.nameless
        return early

    def _response(self, request: web.Request, call: Call, found: tuple[Route, tuple[str, ...]] | None) -> "_Response":
        try:
            return self._done(request, call, found)
        except Refused as refused:
            response = _response(refused.status, refused.body())
            if refused.retry_after is not None:
                response.headers["Via"] = VIA
            response.code = refused.code  # type: ignore[attr-defined]
            return response

    def _done(self, request: web.Request, call: Call, found: tuple[Route, tuple[str, ...]] | None) -> "_Response":
        if found is None:
            self.contract.stranger(request.method, request.path)
            raise refusals.not_found()
        route, ids = found
        if not route.free and request.headers.get("Authorization") != f"Bot {self.world.token}":
            raise refusals.unauthorized()
        waiting = self.buckets.take(route, ids)
        if waiting is not None:
            return _limited(waiting)
        self.contract.check(route, call)
        result = route.handler(call, *ids)
        status = 204 if result is None else route.status
        self.contract.check_answer(route, status, result)
        response = _response(status, result)
        response.headers.update(self.buckets.headers(route, ids))
        return response

    @staticmethod
    def _failed(fault: Fault) -> "_Response":
        assert fault.status
        if fault.unlisted:
            return _Response(status=429, text="error code: 1015", content_type="text/html")
        if fault.status == 429:
            return _limited(fault.retry_after, everywhere=fault.everywhere)
        return _response(fault.status, {"message": f"{fault.status}: planned by the test", "code": 0})


async def _wait(fault: Fault, *, done: bool) -> None:
    if fault.gate and fault.done is done:
        fault.gate.arrived.set()
        await fault.gate.opened.wait()


def _response(status: int, body: Any) -> _Response:
    if body is None:
        return _Response(status=status)
    return _Response(status=status, body=orjson.dumps(body), headers={"Content-Type": "application/json"})


def _limited(seconds: float, *, everywhere: bool = False) -> _Response:
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    response = _response(429, body)
    response.headers["Via"] = VIA
    response.headers["Retry-After"] = str(max(1, round(seconds)))
    response.headers["X-RateLimit-Scope"] = "global" if everywhere else "user"
    if everywhere:
        response.headers["X-RateLimit-Global"] = "true"
    else:
        response.headers.update({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": str(seconds)})
    return response


async def _read(request: web.Request, call: Call) -> None:
    """Read the body of a request into its call."""
    if request.content_type == "multipart/form-data":
        reader = await request.multipart()
        await _read_parts(reader, call)
        return
    raw = await request.read()
    if raw:
        call.body = orjson.loads(raw)


async def _read_parts(reader: MultipartReader, call: Call) -> None:
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.name == "payload_json":
            call.body = orjson.loads(data)
        else:
            index = int((part.name or "files[0]").removeprefix("files[").removesuffix("]"))
            call.uploads.append(Upload(index, part.filename or "file", data))
